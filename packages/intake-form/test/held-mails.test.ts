import { submitChanges } from '@guichet/shared/commands/submit-changes';
import { createLogger } from '@guichet/shared/http/logging';
import { requestForm } from '@guichet/shared/request-types/forms';
import { requestType } from '@guichet/shared/request-types/registry';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createTestIntake,
  newVisitor,
  SUBMITTER,
  send,
  startTestRegister,
  storedEnvoi,
  writeEnvoi,
} from './intake-rig.ts';

let register: Awaited<ReturnType<typeof startTestRegister>>;

beforeAll(async () => {
  register = await startTestRegister();
});
afterAll(() => register.database.close());

const values = requestType('removal').samples[0]?.values ?? {};

/** Everything of one address: what was sent or will be, and what is held. */
async function mailsTo(address: string): Promise<Record<string, number>> {
  const rows = await register.database.sql('migrator')<{ state: string; count: number }[]>`
    select m.state, count(*)::int from mail m join outbox o on o.kind = 'mail' and o.ref = m.id::text
    where lower(m.to_address) = ${address} and m.kind = 'acknowledgement' group by 1`;
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** Without the pages before: a flood does not open pages either. */
async function storeEnvois(count: number, email: string, prefix: string): Promise<void> {
  const ctx = {
    db: register.database.db('intake'),
    now: () => new Date(),
    log: createLogger('intake-form', 'silent'),
    tokenKeys: TEST_TOKEN_KEYS,
  };
  const payload = requestForm('removal').form.parse(values);
  const store = (n: number) =>
    submitChanges(ctx, {
      idempotencyKey: `${prefix}-${n}`,
      ...{ poId: register.po.id, poTyped: null, message: '', privacyRead: true as const },
      submitter: { name: 'Marie', email, function: 'présidente' },
      requests: [{ type: 'removal', payload }],
    });
  for (let first = 0; first < count; first += 50)
    await Promise.all(Array.from({ length: Math.min(50, count - first) }, (_, n) => store(first + n)));
}

describe('a flood in the name of one address', () => {
  const victim = 'victime@po.example';

  test('of a thousand envois mails it once, and its owner still gets through', async () => {
    await storeEnvois(1_000, victim, 'AAAA');
    expect(await mailsTo(victim)).toEqual({ pending: 1, held: 999 });

    const app = createTestIntake(register.database);
    const visitor = newVisitor(app);
    const submitter = { ...SUBMITTER, email: 'Victime@PO.example' };
    const envoi = await writeEnvoi(visitor, { type: 'removal', poId: register.po.id, values, submitter });
    const sent = await send(visitor, envoi);
    expect(sent.headers.location).toBe(envoi.replace('/envoi/', '/merci/'));
    const [stored] = await storedEnvoi(register.database, envoi);
    expect((await visitor.get(String(sent.headers.location))).text).toContain(String(stored?.reference).slice(0, 4));
    expect(await mailsTo(victim)).toEqual({ pending: 1, held: 1_000 });

    // The one mail that came is followed by its reader: what was held follows, and of a flood no more than ten.
    const sql = register.database.sql('migrator');
    await sql`update submission set email_confirmed_at = now() where idempotency_key = 'AAAA-500'`;
    const { pending, held = 0, cancelled } = await mailsTo(victim);
    expect({ pending, held, cancelled }).toEqual({ pending: 11, held: 0, cancelled: 990 });
    const [own] = await sql`
      select m.state, o.state as work, o.next_at <= now() as due from mail m join submission s on s.id = m.submission_id
        join outbox o on o.ref = m.id::text where s.idempotency_key = ${envoi.split('/')[2] ?? ''} and m.kind = 'acknowledgement'`;
    expect(own).toEqual({ state: 'pending', work: 'pending', due: true });
  }, 60_000);

  test('that was confirmed ends at ten mails a day', async () => {
    await storeEnvois(30, victim, 'BBBB');
    expect((await mailsTo(victim)).pending).toBe(11);
  });
});

describe('an address that nobody has confirmed', () => {
  test('gets one acknowledgement at once, however many envois come at the same moment', async () => {
    await storeEnvois(40, 'ensemble@po.example', 'CCCC');
    expect(await mailsTo('ensemble@po.example')).toEqual({ pending: 1, held: 39 });
  });

  test('gets another one the day after', async () => {
    await storeEnvois(2, 'demain@po.example', 'DDDD');
    await register.database.sql('migrator')`
      update mail set created_at = now() - interval '25 hours' where to_address = 'demain@po.example'`;
    await storeEnvois(2, 'demain@po.example', 'EEEE');
    expect(await mailsTo('demain@po.example')).toEqual({ pending: 2, held: 2 });
  });

  test('once it is confirmed gets what was held, but not of the envoi whose link was followed', async () => {
    await storeEnvois(4, 'suite@po.example', 'FFFF');
    const sql = register.database.sql('migrator');
    const [first] =
      await sql`select submission_id as id from mail where to_address = 'suite@po.example' and state = 'pending'`;
    // The worker has looked at the held ones meanwhile, and found nothing to do.
    await sql`update outbox set state = 'done', done_at = now() where kind = 'mail'`;
    await sql`update submission set email_confirmed_at = now() where id = ${first?.id}`;
    expect(await mailsTo('suite@po.example')).toEqual({ pending: 4 });
    const [{ due } = { due: 0 }] = await sql`
      select count(*)::int as due from outbox o join mail m on o.ref = m.id::text and o.kind = 'mail'
      where m.to_address = 'suite@po.example' and o.state = 'pending' and o.next_at <= now()`;
    expect(due).toBe(3);
  });
});
