import { randomUUID } from 'node:crypto';
import { askCorrection } from '@guichet/shared/commands/corrections/ask-correction';
import { sendMessage } from '@guichet/shared/commands/send-message';
import { formatReference } from '@guichet/shared/domain/reference';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sayDelay } from '../src/server/pages/receipt-page.tsx';
import { measureDelay } from '../src/server/reads/measure-delay.ts';
import { type FollowUp, startFollowUp } from './follow-up-rig.ts';
import { createTestIntake, newVisitor, pathOf, wordsOf } from './intake-rig.ts';

let close: FollowUp['close'];
let register: FollowUp['register'];
let app: FollowUp['app'];
let rig: FollowUp['rig'];
let sql: FollowUp['sql'];
let sent: FollowUp['sent'];
let confirmed: FollowUp['confirmed'];
let stateOf: FollowUp['stateOf'];
let mailsOf: FollowUp['mailsOf'];
let work: FollowUp['work'];
let written: FollowUp['written'];

beforeAll(async () => {
  ({ close, register, app, rig, sql, sent, confirmed, stateOf, mailsOf, work, written } = await startFollowUp());
});
afterAll(() => close());

describe('the receipt', () => {
  test('gives the reference, a link that follows the envoi without the mail, and claims no delay', async () => {
    const { key, reference, requests } = await sent();
    const visitor = newVisitor(app);
    const first = await visitor.get(`/merci/${key}`);
    expect(wordsOf(first)).toContain(formatReference(reference));
    expect(wordsOf(first)).not.toContain('trois derniers mois');
    const link = /href="(\/suivi\/[\w-]{43})"/.exec(first.text)?.[1] ?? '';
    expect((await visitor.get(`/merci/${key}`)).text).toContain(link);

    const page = wordsOf(await visitor.get(link));
    expect(page).toContain('Reçue');
    expect(page).not.toContain('Paul');
    // It proves no address, and reads nothing that waits for that.
    expect((await visitor.post(`${link}/confirmer`)).status).toBe(404);
    expect((await visitor.post(`${link}/copie`)).status).toBe(404);
    expect((await visitor.post(`${link}/message`, { message: 'Bonjour' })).status).toBe(404);

    await visitor.post(`${link}/demandes/1/retirer`);
    expect(await stateOf(requests[0])).toMatchObject({ state: 'withdrawn' });
    expect(wordsOf(await visitor.get(link))).toContain('Retirée');
  });

  test('says what was measured once enough was, without the time spent waiting for the author', () => {
    const settled = (to: string, waits: [string, string][] = []) => ({
      from: '2026-06-15T08:00:00Z',
      to: `${to}T15:00:00Z`,
      waits,
    });
    const quick = Array.from({ length: 9 }, () => settled('2026-06-17'));
    expect(measureDelay(quick)).toBeNull();
    const waited = settled('2026-07-10', [['2026-06-16T09:00:00Z', '2026-07-09T09:00:00Z']]);
    expect(measureDelay([...quick, waited])).toEqual({ half: 2, most: 2 });
    expect(measureDelay([...quick, ...Array.from({ length: 3 }, () => settled('2026-06-24'))])).toEqual({
      half: 2,
      most: 7,
    });
    expect(sayDelay({ half: 2, most: 7 })).toContain(
      'la moitié des demandes ont été traitées en 2 jours ouvrables ou moins',
    );
  });

  test('measures what the secretariat settled', async () => {
    const { id } = await sent(Array.from({ length: 10 }, () => 'removal'));
    await sql()`update change_request set state = 'rejected', created_at = '2026-11-02T09:00Z', settled_at = '2026-11-04T09:00Z' where submission_id = ${id}`;
    await sql()`update change_request set settled_at = now() - interval '1 day', created_at = now() - interval '1 day' where submission_id = ${id}`;
    const { key } = await sent();
    const page = await newVisitor(createTestIntake(register.database)).get(`/merci/${key}`);
    expect(wordsOf(page)).toContain('Ces trois derniers mois, neuf demandes sur dix ont été traitées le jour même.');
  });
});

describe('a confirmed address', () => {
  test('reads the copy of the answers, and gets it by mail once however often it is asked', async () => {
    const { link, id, email, visitor } = await confirmed();
    const page = wordsOf(await visitor.get(link));
    expect(page).toContain('Copie de vos réponses');
    expect(page).toContain('Date de fin de mandat');
    for (let times = 0; times < 3; times += 1)
      expect(pathOf(await visitor.post(`${link}/copie`))).toBe(`${link}?copie`);
    expect(wordsOf(await visitor.get(`${link}?copie`))).toContain('part vers votre adresse mail');
    expect(await mailsOf(id)).toEqual(['answers-copy']);
    const { to, text } = await written(id, 'answers-copy');
    expect(to.address).toBe(email);
    expect(text).toContain('Date de fin de mandat :');
    expect(text).toContain(link);
  });

  test('writes to the secretariat and reads its messages; pressed twice is written once', async () => {
    const { link, id, visitor, requests } = await confirmed();
    const messageId = randomUUID();
    const body = { id: messageId, message: 'Le mandat finit-il bien le 31 ?' };
    expect((await visitor.post(`${link}/message`, { id: messageId, message: '  ' })).status).toBe(422);
    for (let times = 0; times < 2; times += 1)
      expect(pathOf(await visitor.post(`${link}/message`, body))).toBe(`${link}#messages`);
    await sendMessage(rig.office(), { requestId: requests[0] ?? '', words: 'Oui, le 31.' });
    const page = wordsOf(await visitor.get(link));
    expect(page.split('Le mandat finit-il bien le 31 ?')).toHaveLength(2);
    expect(page).toContain('Oui, le 31.');
    expect(await mailsOf(id)).toEqual(['staff-message']);
    expect(await sql()`select reason from staff_task where ref = ${messageId}`).toEqual([{ reason: body.message }]);
  });
});

describe('withdrawing', () => {
  test('asks first, ends the request once, and is too late after the decision', async () => {
    const { link, visitor, requests, id } = await confirmed(['removal', 'removal']);
    expect(wordsOf(await visitor.get(`${link}/demandes/2/retirer`))).toContain('Retirer cette demande ?');
    expect(await stateOf(requests[1])).toMatchObject({ state: 'submitted' });
    for (let times = 0; times < 2; times += 1)
      expect(pathOf(await visitor.post(`${link}/demandes/2/retirer`))).toBe(link);
    expect(await stateOf(requests[1])).toMatchObject({ state: 'withdrawn', version: 2 });
    await sql()`update change_request set state = 'approved' where id = ${requests[0] ?? ''}`;
    const late = await visitor.post(`${link}/demandes/1/retirer`);
    expect(late.status).toBe(409);
    expect(wordsOf(late)).toContain('trop tard');
    expect((await visitor.post(`${link}/demandes/3/retirer`)).status).toBe(404);
    await work();
    expect(await mailsOf(id)).toEqual([]);
  });

  test('of everything is confirmed by mail to a confirmed address, and mails nothing to another', async () => {
    const known = await confirmed();
    await known.visitor.post(`${known.link}/demandes/1/retirer`);
    const stranger = await sent();
    await newVisitor(app).post(`${stranger.link}/demandes/1/retirer`);
    await work();
    expect(await mailsOf(known.id)).toEqual(['envoi-settled']);
    expect(await mailsOf(stranger.id)).toEqual([]);
  });
});

describe('every page of a tracking link', () => {
  async function everything() {
    const envoi = await confirmed(['removal', 'new-member']);
    await askCorrection(rig.office(), {
      requestId: envoi.requests[0] ?? '',
      version: 1,
      questions: [{ field: 'endDate', message: 'Est-ce bien le dernier jour ?' }],
    });
    return envoi;
  }

  test('may be opened a hundred times by scanners, and nothing changes (goal 12)', async () => {
    const { link, id, visitor } = await everything();
    await visitor.post(`${link}/demandes/1/corriger`, { endDate: { day: '30', month: '9', year: '2026' } });
    const standing = async () =>
      (
        await sql()`
        select (select jsonb_agg(to_jsonb(c) order by position) from change_request c where submission_id = s.id) as requests,
          (select jsonb_agg(to_jsonb(k)) from correction k join change_request c on c.id = k.request_id where c.submission_id = s.id) as corrections,
          (select count(*) from mail where submission_id = s.id) as mails, (select count(*) from message) as messages,
          (select count(*) from outbox) as work, to_jsonb(t) as token
        from submission s join token t on t.submission_id = s.id where s.id = ${id}`
      )[0];
    const before = await standing();
    const scanner = newVisitor(app);
    const paths = [
      '',
      '/demandes/1/retirer',
      '/demandes/2/retirer',
      '/demandes/1/corriger',
      '/demandes/1/corriger/relire',
      '/copie',
      '/message',
      '/confirmer',
    ];
    for (let turn = 0; turn < 100; turn += 1) {
      const path = link + (paths[turn % paths.length] ?? '');
      await (turn % 3 === 0 ? scanner.agent.head(path) : scanner.get(path));
    }
    expect(await standing()).toEqual(before);
  });

  test('answers rubbish with words, never with an error of ours (goal 7)', async () => {
    const { link, visitor } = await everything();
    const rubbish = [
      '\u202Eevil',
      'a\u200Bb',
      'x'.repeat(100_000),
      '<script>alert(1)</script>',
      "'; drop table mail; --",
      '\r\nBcc: x@y.z',
      '🧑‍🤝‍🧑'.repeat(50),
      '\u0007',
      'Ω'.repeat(400),
    ];
    for (const text of rubbish) {
      const answers = [
        await visitor.post(`${link}/message`, { id: text, message: text }),
        await visitor.post('/suivi', { reference: text, email: text }),
        await visitor.post(`${link}/demandes/1/corriger`, {
          endDate: { day: text, month: text, year: text },
          note: text,
          also: text,
        }),
        await visitor.post(`${link}/demandes/1/corriger/relire`, { version: text }),
        await visitor.post(`${link}/demandes/${encodeURIComponent(text.slice(0, 200))}/retirer`),
        await visitor.post(`${link}/demandes/1/corriger`, { endDate: text, note: { a: text }, also: { b: text } }),
      ];
      for (const { status, text: html } of answers) {
        expect(status).toBeLessThan(500);
        expect(html).not.toContain('<script>alert');
      }
    }
    const page = await visitor.get(link);
    expect(page.status).toBe(200);
    expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});
