import { randomUUID } from 'node:crypto';
import { formatReference } from '@guichet/shared/domain/reference';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LINK_ASKED } from '../src/server/pages/tracking-help-page.tsx';
import { type FollowUp, startFollowUp } from './follow-up-rig.ts';
import { createTestIntake, newVisitor, pathOf, wordsOf } from './intake-rig.ts';

let close: FollowUp['close'];
let register: FollowUp['register'];
let app: FollowUp['app'];
let sql: FollowUp['sql'];
let sent: FollowUp['sent'];
let confirmed: FollowUp['confirmed'];
let mailsOf: FollowUp['mailsOf'];
let work: FollowUp['work'];
let written: FollowUp['written'];

beforeAll(async () => {
  ({ close, register, app, sql, sent, confirmed, mailsOf, work, written } = await startFollowUp());
});
afterAll(() => close());

describe('a lost link', () => {
  test('is sent again to the address of the envoi, and the answer is the same for everybody', async () => {
    const envoi = await confirmed();
    const visitor = newVisitor(app);
    const reference = formatReference(envoi.reference).toLowerCase();
    const ask = (fields: Record<string, string>) => visitor.post('/suivi', fields);
    const answers = [
      await ask({ reference, email: envoi.email }),
      await ask({ reference, email: 'autre@po.example' }),
      await ask({ reference: 'ABCD-2345', email: envoi.email }),
    ];
    for (const answer of answers) {
      expect([answer.status, pathOf(answer), answer.text]).toEqual([303, '/suivi?demande', answers[0]?.text]);
      expect(Object.keys(answer.headers)).toEqual(Object.keys(answers[0]?.headers ?? {}));
    }
    expect(wordsOf(await visitor.get('/suivi?demande'))).toContain(LINK_ASKED);
    await work();
    const mails = await sql()`
      select to_address, (select voided_at from token t where t.id = m.token_id) as voided from mail m where kind = 'tracking-link'`;
    expect(mails).toEqual([{ to_address: envoi.email, voided: null }]);
    expect((await written(envoi.id, 'tracking-link')).text).toContain(envoi.link);
    // The link in the mails already received goes on working.
    expect((await visitor.get(envoi.link)).status).toBe(200);
  });

  test('that expired is replaced, and the old one stays dead', async () => {
    const envoi = await confirmed();
    await sql()`update token set expires_at = now() - interval '1 day' where submission_id = ${envoi.id}`;
    await newVisitor(app).post('/suivi', { reference: envoi.reference, email: envoi.email.toUpperCase() });
    await work();
    const tokens =
      await sql()`select voided_at is null as live from token where submission_id = ${envoi.id} order by created_at`;
    expect(tokens.map(({ live }) => live)).toEqual([false, true]);
    expect((await newVisitor(app).get(envoi.link)).status).toBe(404);
  });

  test('sends an unconfirmed address nothing more in the first 24 hours', async () => {
    const envoi = await sent();
    await newVisitor(app).post('/suivi', { reference: envoi.reference, email: envoi.email });
    await work();
    expect(await mailsOf(envoi.id)).toEqual([]);
  });

  test('asked too often says when to come back, and keeps what was typed', async () => {
    const visitor = newVisitor(createTestIntake(register.database));
    const ask = () => visitor.post('/suivi', { reference: 'K7M4-P2XA', email: 'marie@po.example' });
    for (let time = 0; time < 20; time += 1) expect((await ask()).status).toBe(303);
    const limited = await ask();
    expect(limited.status).toBe(429);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect(limited.text).toContain('value="K7M4-P2XA"');
    expect(wordsOf(limited)).toContain('Réessayez');
  });

  test('is refused kindly when what was typed cannot be a reference or an address', async () => {
    const page = await newVisitor(app).post('/suivi', { reference: 'K7M4', email: 'marie' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('value="K7M4"');
    expect(wordsOf(page)).toContain('Une référence a huit lettres et chiffres');
  });

  test('leaves the same behind for an envoi that exists as for one that does not (goal 10)', async () => {
    const envoi = await confirmed();
    const ask = async (email: string) => {
      const before = await sql()`select id from outbox`;
      await newVisitor(app).post('/suivi', { reference: envoi.reference, email });
      return sql()`select kind, state, generation from outbox where id <> all(${before.map(({ id }) => id)})`;
    };
    const unknown = await ask(`${randomUUID()}@po.example`);
    expect(unknown).toHaveLength(1);
    expect(await ask(envoi.email)).toEqual(unknown);
  });
});
