import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StaffActor } from '../../src/commands/context.ts';
import { rejectRequest } from '../../src/commands/reject-request.ts';
import { previewVerdict } from '../../src/reads/preview-verdict.ts';
import { requestType } from '../../src/request-types/registry.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

let database: TestDatabase;
let rig: ReturnType<typeof requestRig>;
let staff: StaffActor;
let poId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  rig = requestRig(database, staff, () => new Date());
  poId = (await build.po()).id;
});
afterAll(() => database.close());

const asked = (name: string) => {
  const type = requestType(name);
  return { type: name, payload: type.form.parse(type.samples[0]?.values) };
};
const preview = (requestId: string, kind: 'approve' | 'reject' | 'close-by-hand', words = '') =>
  previewVerdict(database.db('backoffice'), staff, { requestId, kind, words }, new Date());
const confirm = () => database.sql('migrator')`update submission set email_confirmed_at = now()`;
const idsOf = async (requestId: string) => {
  const rows = await database.sql('migrator')<{ id: string }[]>`
    select id from change_request where submission_id = (select submission_id from change_request where id = ${requestId})
    order by position`;
  return rows.map(({ id }) => id);
};

describe('the mail that a decision would send', () => {
  test('of a refusal leaves at once with its reason, once the address is confirmed', async () => {
    const id = await rig.submit('removal', asked('removal').payload, poId);
    const stranger = await preview(id, 'reject', 'Inconnu chez nous.');
    expect(stranger.mail?.text).not.toContain('Inconnu chez nous.');
    await confirm();
    const { mail, when } = await preview(id, 'reject', 'Inconnu chez nous.');
    expect(when).toBe('Part dès le refus.');
    expect(mail).toMatchObject({ to: 'marie@po.example', subject: expect.stringContaining('refusée') });
    expect(mail?.text).toContain('Inconnu chez nous.');
    expect(await rig.requestOf(id)).toMatchObject({ state: 'submitted', version: 1 });
  });

  test('of an approval tells the whole envoi, or waits for the rest of it', async () => {
    const first = await rig.submit('removal', asked('removal').payload, poId, {
      requests: [asked('removal'), asked('new-member')],
    });
    await confirm();
    const [one = '', two = ''] = await idsOf(first);
    expect(await preview(one, 'approve')).toEqual({
      mail: null,
      when: 'Rien ne part maintenant : un seul mail dira tout quand l’autre demande de l’envoi sera réglée.',
    });
    await rejectRequest(rig.office(), { requestId: one, version: 1, reason: 'Inconnu.' }, rig.settings);
    const { mail, when } = await preview(two, 'approve');
    expect(when).toBe('Part une fois la demande appliquée.');
    expect(mail?.text).toMatch(/Refusée, rien n’a\schangé[\s\S]*C’est fait/);
    const byHand = await preview(two, 'close-by-hand', 'Fait au téléphone.');
    expect(byHand.mail?.text).toContain('Fait au téléphone.');
  });
});
