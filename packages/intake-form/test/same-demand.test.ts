import { mergeRequest } from '@guichet/shared/commands/merge-request';
import { rejectRequest } from '@guichet/shared/commands/reject-request';
import { sendMessage } from '@guichet/shared/commands/send-message';
import { splitRequest } from '@guichet/shared/commands/split-request';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FollowUp, startFollowUp } from './follow-up-rig.ts';
import { wordsOf } from './intake-rig.ts';

let close: FollowUp['close'];
let rig: FollowUp['rig'];
let confirmed: FollowUp['confirmed'];
let written: FollowUp['written'];

beforeAll(async () => {
  ({ close, rig, confirmed, written } = await startFollowUp());
});
afterAll(() => close());

describe('an author whose demand came twice', () => {
  test('follows the request that stays, and never reads the other author, nor what is said to them', async () => {
    const [stays, joined] = [await confirmed(), await confirmed()];
    const [into = ''] = stays.requests;
    const [requestId = ''] = joined.requests;
    await mergeRequest(
      rig.office(),
      { requestId, version: 1, into, intoVersion: (await rig.requestOf(into)).version },
      rig.settings,
    );
    await sendMessage(rig.office(), { requestId: into, words: 'Pour Marie seulement.' });
    let page = wordsOf(await joined.visitor.get(joined.link));
    expect(page).toContain('le secrétariat traite les deux ensemble');
    expect(page).toContain('Reçue');
    expect(page).not.toContain('Pour Marie seulement.');
    expect(page).not.toContain(stays.email);
    expect(page).not.toContain(stays.reference);

    const { version } = await rig.requestOf(into);
    await rejectRequest(rig.office(), { requestId: into, version, reason: 'Paul reste trésorier.' }, rig.settings);
    page = wordsOf(await joined.visitor.get(joined.link));
    expect(page).toContain('Refusée');
    expect(page).toContain('Paul reste trésorier.');
    const mail = await written(joined.id, 'request-rejected');
    expect(mail.to.address).toBe(joined.email);
    expect(mail.text).toContain('Paul reste trésorier.');
    expect(mail.text).not.toContain(stays.email);
  });
});

describe('an author whose request was cut in two', () => {
  test('sees both halves, and reads where each comes from', async () => {
    const envoi = await confirmed(['po-change']);
    const [requestId = ''] = envoi.requests;
    const { version } = await rig.requestOf(requestId);
    await splitRequest(rig.office(), { requestId, version, parts: ['address'] }, rig.settings);
    const page = wordsOf(await envoi.visitor.get(envoi.link));
    expect(page).toContain('Le secrétariat a séparé cette demande : le reste est la demande 2.');
    expect(page).toContain('Le secrétariat a séparé ceci de la demande 1');
    expect(page).toContain('2 sur 2');
  });
});
