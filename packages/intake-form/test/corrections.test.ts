import { askCorrection } from '@guichet/shared/commands/corrections/ask-correction';
import { cancelCorrection } from '@guichet/shared/commands/corrections/cancel-correction';
import { requestType } from '@guichet/shared/request-types/registry';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FollowUp, startFollowUp, versionIn } from './follow-up-rig.ts';
import { newVisitor, pathOf, wordsOf } from './intake-rig.ts';

let close: FollowUp['close'];
let app: FollowUp['app'];
let rig: FollowUp['rig'];
let sql: FollowUp['sql'];
let sent: FollowUp['sent'];
let confirmed: FollowUp['confirmed'];
let stateOf: FollowUp['stateOf'];
let work: FollowUp['work'];
let sample: FollowUp['sample'];

beforeAll(async () => {
  ({ close, app, rig, sql, sent, confirmed, stateOf, work, sample } = await startFollowUp());
});
afterAll(() => close());

describe('a question of the secretariat', () => {
  async function asked(
    questions = [{ field: 'endDate' as string | null, message: 'Est-ce bien le dernier jour ?' }],
    type = 'removal',
  ) {
    const envoi = await confirmed([type]);
    const requestId = envoi.requests[0] ?? '';
    const { correctionId } = await askCorrection(rig.office(), { requestId, version: 1, questions });
    return { ...envoi, requestId, correctionId, page: `${envoi.link}/demandes/1/corriger` };
  }

  test('stands beside its field; the author corrects just that, sees what changes, and sends', async () => {
    const { link, page, visitor, requestId } = await asked();
    await sql()`update change_request set settlement = '{"corrections":{"endDate":"2026-12-30"},"personId":"x"}' where id = ${requestId}`;
    expect(wordsOf(await visitor.get(link))).toContain('Date de fin de mandat Est-ce bien le dernier jour ? Répondre');
    const form = await visitor.get(page);
    expect(wordsOf(form)).toContain('Est-ce bien le dernier jour ?');
    expect(form.text).toContain('name="endDate.day"');
    expect(form.text).not.toContain('name="lastName"');

    const wrong = await visitor.post(page, { endDate: { day: '31', month: '2', year: '2026' } });
    expect(wrong.status).toBe(422);
    expect((await visitor.get(page)).text).toContain('value="2026"');
    expect(await stateOf(requestId)).toMatchObject({ state: 'correction_requested' });

    expect(
      pathOf(await visitor.post(page, { endDate: { day: '30', month: '9', year: '2026' }, note: 'Bien vu !' })),
    ).toBe(`${page}/relire`);
    const review = await visitor.get(`${page}/relire`);
    expect(wordsOf(review)).toMatch(/Avant : \d+ \S+ \d{4} Maintenant : 30 septembre 2026/);
    expect(pathOf(await visitor.post(`${page}/relire`, { version: versionIn(review.text) }))).toBe(link);

    expect(await stateOf(requestId)).toMatchObject({
      state: 'submitted',
      version: 3,
      payload_version: 2,
      settlement: { corrections: {}, personId: 'x' },
    });
    const [stored] = await sql()`select payload from request_payload where request_id = ${requestId} and version = 2`;
    expect(stored?.payload).toMatchObject({ endDate: '2026-09-30' });
    expect(wordsOf(await visitor.get(link))).toContain('Votre réponse est arrivée.');
    // Sent twice, or opened again: nothing more happens.
    expect(pathOf(await visitor.post(`${page}/relire`, { version: versionIn(review.text) }))).toBe(link);
    expect(pathOf(await visitor.get(page))).toBe(link);
    await work();
    expect(await sql()`select state from outbox where kind = 'correction-clock' and state = 'pending'`).toEqual([]);
  });

  test('may be answered with a word alone; the answers keep their version', async () => {
    const { page, visitor, requestId, link } = await asked([{ field: null, message: 'Qui le remplace ?' }]);
    expect((await visitor.post(page, {})).status).toBe(422);
    const { toForm } = requestType('removal');
    const values = toForm(sample('removal')) as Record<string, string>;
    await visitor.post(page, { ...values, note: 'Personne pour l’instant.' });
    const review = await visitor.get(`${page}/relire`);
    expect(wordsOf(review)).toContain('Vos réponses restent les mêmes.');
    await visitor.post(`${page}/relire`, { version: versionIn(review.text) });
    expect(await stateOf(requestId)).toMatchObject({ state: 'submitted', payload_version: 1 });
    expect(wordsOf(await visitor.get(link))).toContain('Personne pour l’instant.');
  });

  test('answered ten times at once is answered once', async () => {
    const { page, visitor, requestId } = await asked();
    await visitor.post(page, { endDate: { day: '12', month: '9', year: '2026' }, note: 'Voilà.' });
    const version = versionIn((await visitor.get(`${page}/relire`)).text);
    const answers = await Promise.all(Array.from({ length: 10 }, () => visitor.post(`${page}/relire`, { version })));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303));
    expect(await stateOf(requestId)).toMatchObject({ state: 'submitted', version: 3, payload_version: 2 });
    const notes = await sql()`select body from message where request_id = ${requestId}`;
    expect(notes).toHaveLength(1);
  });

  test('answered in two tabs sends what was read last, and tells the older one', async () => {
    const { page, visitor, requestId } = await asked();
    const endDate = (day: string) => ({ endDate: { day, month: '9', year: '2026' } });
    await visitor.post(page, endDate('10'));
    const older = versionIn((await visitor.get(`${page}/relire`)).text);
    await visitor.post(page, endDate('11'));
    const told = await visitor.post(`${page}/relire`, { version: older });
    expect(told.status).toBe(409);
    expect(wordsOf(told)).toContain('Vos réponses ont changé dans un autre onglet');
    expect(await stateOf(requestId)).toMatchObject({ state: 'correction_requested' });
    await visitor.post(`${page}/relire`, { version: versionIn(told.text) });
    const [stored] =
      await sql()`select payload ->> 'endDate' as day from request_payload where request_id = ${requestId} and version = 2`;
    expect(stored?.day).toBe('2026-09-11');
  });

  test('shows an answer that no longer fits, and keeps what belongs together', async () => {
    const { page, visitor } = await asked([{ field: 'email', message: 'Une lettre manque ?' }], 'new-member');
    const form = await visitor.get(page);
    expect(form.text).toContain('name="email"');
    expect(form.text).toContain('name="noEmail"');
    expect(form.text).not.toContain('name="phone"');
    const both = await visitor.post(page, { email: 'jeanne@po.example', noEmail: 'yes' });
    expect(both.status).toBe(422);
  });

  test('about roles asks who is replaced in a role that is chosen now, and only then', async () => {
    const { page, visitor, requestId } = await asked(
      [{ field: 'roles', message: 'Trésorière ou secrétaire ?' }],
      'new-member',
    );
    expect((await visitor.get(page)).text).not.toContain('name="replaces.secretary"');
    const first = await visitor.post(page, { roles: ['administrator', 'secretary'] });
    expect(first.status).toBe(422);
    expect(first.text).toContain('name="replaces.secretary"');
    expect(first.text).toContain('name="also" value="replaces"');
    const second = { roles: ['administrator', 'secretary'], also: 'replaces', replaces: { secretary: 'no' } };
    expect(pathOf(await visitor.post(page, second))).toBe(`${page}/relire`);
    await visitor.post(`${page}/relire`, { version: versionIn((await visitor.get(`${page}/relire`)).text) });
    const [stored] = await sql()`select payload from request_payload where request_id = ${requestId} and version = 2`;
    expect(stored?.payload).toMatchObject({
      roles: ['administrator', 'secretary'],
      replaces: [{ role: 'secretary', answer: 'no', name: null }],
    });
  });

  test('that is cancelled, or asked about a request withdrawn meanwhile, takes no answer', async () => {
    const first = await asked();
    await first.visitor.post(first.page, { endDate: { day: '30', month: '9', year: '2026' } });
    const review = versionIn((await first.visitor.get(`${first.page}/relire`)).text);
    await cancelCorrection(rig.office(), { requestId: first.requestId, version: 2 });
    expect(pathOf(await first.visitor.post(`${first.page}/relire`, { version: review }))).toBe(first.link);
    expect(await stateOf(first.requestId)).toMatchObject({ state: 'submitted', payload_version: 1 });

    const second = await asked();
    await second.visitor.post(`${second.link}/demandes/1/retirer`);
    expect(pathOf(await second.visitor.get(second.page))).toBe(second.link);
    expect(await stateOf(second.requestId)).toMatchObject({ state: 'withdrawn' });
    expect(await sql()`select state from correction where id = ${second.correctionId}`).toEqual([
      { state: 'withdrawn' },
    ]);
  });

  test('is not read before the address is confirmed', async () => {
    const envoi = await sent();
    await askCorrection(rig.office(), {
      requestId: envoi.requests[0] ?? '',
      version: 1,
      questions: [{ field: 'lastName', message: 'Un seul r ?' }],
    });
    const visitor = newVisitor(app);
    expect(wordsOf(await visitor.get(envoi.link))).not.toContain('Un seul r ?');
    expect(pathOf(await visitor.get(`${envoi.link}/demandes/1/corriger`))).toBe(envoi.link);
  });
});
