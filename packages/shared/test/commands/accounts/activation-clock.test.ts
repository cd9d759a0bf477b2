import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq, like } from 'drizzle-orm';
import { activateAccount } from '../../../src/commands/accounts/activate-account.ts';
import { runActivationClock } from '../../../src/commands/accounts/activation-clock.ts';
import { queueLink } from '../../../src/commands/accounts/send-link.ts';
import { closeAccountIfOver } from '../../../src/commands/close-account.ts';
import { inTransaction, SYSTEM_ACTOR } from '../../../src/commands/context.ts';
import { mail } from '../../../src/db/tables/mail.ts';
import { memberAccount } from '../../../src/db/tables/member-account.ts';
import { outbox } from '../../../src/db/tables/outbox.ts';
import { person } from '../../../src/db/tables/person.ts';
import { staffTask } from '../../../src/db/tables/staff-task.ts';
import { recoverSecret } from '../../../src/auth/token-secrets.ts';
import { token } from '../../../src/db/tables/token.ts';
import { brusselsInstant } from '../../../src/domain/brussels-time.ts';
import { type CivilDate } from '../../../src/domain/dates.ts';
import type { Period } from '../../../src/domain/periods.ts';
import { listStaffTasks } from '../../../src/reads/list-staff-tasks.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { registerBuilder, TEST_TOKEN_KEYS, testContext } from '../../../src/testing/register-builder.ts';

const password = 'sept hérons dorment debout';
let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let poId: string;
let now: Date;
let run = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  poId = (await build.po()).id;
});
afterAll(() => database.close());

const db = () => database.db('migrator');
const ctx = () => testContext(database.db('worker'), SYSTEM_ACTOR, () => now);
const at = (day: CivilDate, hour = 10) => brusselsInstant(day, hour);

/** Somebody invited on 2 March, whose mail left, unless told otherwise. */
async function invite(options: { period?: Period; left?: CivilDate | null } = {}) {
  run += 1;
  const { period = { from: '2026-01-01', to: null }, left = '2026-03-02' } = options;
  now = at('2026-03-02');
  const email = `invite${run}@boite.example`;
  const { id: personId } = await build.person({ email, lastName: `Invitée ${run}` });
  await build.mandate(personId, poId, period);
  const account = await build.account(personId, email, {
    state: 'invited',
    emailVerified: false,
    name: `Ada Invitée ${run}`,
  });
  await database
    .db('worker')
    .transaction((tx) =>
      queueLink(
        tx,
        { now: () => now, tokenKeys: TEST_TOKEN_KEYS },
        { account: { id: account.id, personId, name: account.name }, purpose: 'activation', address: email },
      ),
    );
  const [link] = await db().select().from(token).where(eq(token.accountId, account.id));
  if (!link) throw new Error('No link.');
  if (left !== null) {
    await db()
      .update(mail)
      .set({ state: 'sent', sentAt: at(left) })
      .where(eq(mail.tokenId, link.id));
  }
  const step = (name: string) => inTransaction(ctx(), (tx) => runActivationClock(tx, `${link.id}/${name}`));
  const reminders = () =>
    db()
      .select()
      .from(mail)
      .where(and(eq(mail.accountId, account.id), eq(mail.kind, 'activation-reminder')));
  const task = async () =>
    (
      await db()
        .select()
        .from(staffTask)
        .where(and(eq(staffTask.kind, 'not-activated'), eq(staffTask.ref, account.id)))
    )[0];
  return { accountId: account.id, personId, email, link, step, reminders, task };
}

describe('the clock of an invitation', () => {
  test('is one row per step in the ledger, in the mornings of the 5th and 12th day, and ends with the link', async () => {
    const { link } = await invite();
    const rows = await db().select().from(outbox).where(eq(outbox.kind, 'activation-clock'));
    expect(rows.map(({ ref, nextAt }) => [ref, nextAt]).sort()).toEqual([
      [`${link.id}/last/12`, at('2026-03-14', 7)],
      [`${link.id}/remind-1/5`, at('2026-03-07', 7)],
      [`${link.id}/task`, at('2026-03-17', 7)],
    ]);
    // Good through its fourteenth day.
    expect(link.expiresAt).toEqual(at('2026-03-17', 0));
  });

  test('reminds twice with the same link, then hands a task to the secretariat, each once', async () => {
    const { accountId, personId, email, link, step, reminders, task } = await invite();
    now = at('2026-03-07');
    await step('remind-1/5');
    await step('remind-1/5');
    expect(await reminders()).toMatchObject([{ toAddress: email, tokenId: link.id, params: { stage: 'remind-1' } }]);
    now = at('2026-03-14');
    await step('last/12');
    expect(await reminders()).toHaveLength(2);
    now = at('2026-03-17');
    await step('task');
    await step('task');
    expect(await task()).toMatchObject({ doneAt: null, detail: { accountId, personId } });
    const office = database.db('backoffice');
    expect(await listStaffTasks(office, await build.regionId())).toMatchObject([
      {
        title: 'Compte toujours pas activé',
        personId,
        poId,
        reason: expect.stringContaining('Le lien ne fonctionne plus'),
      },
    ]);
  });

  test('counts from when the mail really left, and waits for one that has not', async () => {
    const unsent = await invite({ left: null });
    now = at('2026-03-07');
    expect(await unsent.step('remind-1/5')).toMatchObject({ outcome: 'later', code: 'not-sent-yet' });
    const late = await invite({ left: '2026-03-04' });
    now = at('2026-03-07');
    expect(await late.step('remind-1/5')).toMatchObject({ outcome: 'later', seconds: (2 * 24 - 3) * 3_600 });
    expect(await late.reminders()).toEqual([]);
    now = at('2026-03-09');
    await late.step('remind-1/5');
    expect(await late.reminders()).toHaveLength(1);
  });

  test('stops at the activation, which closes the task by itself, without the extranet seeing any', async () => {
    const { accountId, link, step, reminders, task } = await invite();
    now = at('2026-03-17');
    await step('task');
    const secret = recoverSecret(TEST_TOKEN_KEYS, { ...link, purpose: 'activation' });
    const extranet = { ...ctx(), db: database.db('extranet'), tokenKeys: TEST_TOKEN_KEYS, now: () => at('2026-03-16') };
    expect(await activateAccount(extranet, { secret, password })).toEqual({ ok: true, accountId });
    expect((await task())?.doneAt).toBeInstanceOf(Date);
    await step('last/12');
    expect(await reminders()).toEqual([]);
  });

  test('an activation and a reminder at the same moment: never a reminder that leaves after it', async () => {
    const { link, step, reminders } = await invite();
    now = at('2026-03-07');
    const secret = recoverSecret(TEST_TOKEN_KEYS, { ...link, purpose: 'activation' });
    const extranet = { ...ctx(), db: database.db('extranet'), tokenKeys: TEST_TOKEN_KEYS };
    await Promise.all([step('remind-1/5'), activateAccount(extranet, { secret, password })]);
    // Whichever came first, the mail looks at its link again before it leaves.
    const [used] = await db().select().from(token).where(eq(token.id, link.id));
    expect(used?.usedAt).toBeInstanceOf(Date);
    expect((await reminders()).length).toBeLessThanOrEqual(1);
  });

  test('has the days that the secretariat chose, and keeps them when it chooses others later', async () => {
    const { id: by } = await build.staff({ role: 'administrator' });
    const regionId = await build.regionId();
    const choose = (key: string, value: string) => database.sql('admin')`
      insert into setting (region_id, key, value, updated_by) values (${regionId}, ${key}, ${value}::text::jsonb, ${by})
      on conflict (region_id, key) do update set value = excluded.value`;
    await choose('activation-reminders', '[2]');
    await choose('activation-link', '4');
    const { link, step, reminders, task } = await invite();
    await choose('activation-reminders', '[]');
    const rows = await db()
      .select()
      .from(outbox)
      .where(and(eq(outbox.kind, 'activation-clock'), like(outbox.ref, `${link.id}%`)));
    expect(rows.map(({ ref, nextAt }) => [ref, nextAt]).sort()).toEqual([
      [`${link.id}/remind-1/2`, at('2026-03-04', 7)],
      [`${link.id}/task`, at('2026-03-07', 7)],
    ]);
    now = at('2026-03-04');
    await step('remind-1/2');
    expect(await reminders()).toHaveLength(1);
    now = at('2026-03-06');
    expect(await step('task')).toMatchObject({ outcome: 'later', code: 'not-due-yet' });
    now = at('2026-03-07');
    await step('task');
    expect(await task()).toMatchObject({ doneAt: null });
    await database.sql('admin')`delete from setting`;
  });

  const ends: [string, (made: Awaited<ReturnType<typeof invite>>) => Promise<unknown>][] = [
    ['a death', ({ personId }) => db().update(person).set({ deceased: true }).where(eq(person.id, personId))],
    [
      'the end of the mandate',
      ({ personId }) =>
        database.sql('migrator')`update mandate set period = '[2026-01-01,2026-03-03)' where person_id = ${personId}`,
    ],
    [
      'an address that refuses mails',
      ({ email }) =>
        database.sql('migrator')`insert into mail_suppression (address_key, reason) values (${email}, 'x')`,
    ],
    [
      'a refused mail',
      ({ accountId }) => db().update(mail).set({ state: 'failed' }).where(eq(mail.accountId, accountId)),
    ],
    ['a newer link', ({ link }) => db().update(token).set({ voidedAt: now }).where(eq(token.id, link.id))],
  ];
  test.each(ends)('says nothing after %s', async (_what, happen) => {
    const made = await invite();
    await happen(made);
    now = at('2026-03-17');
    for (const name of ['remind-1/5', 'last/12', 'task']) await made.step(name);
    expect(await made.reminders()).toEqual([]);
    expect(await made.task()).toBeUndefined();
  });

  test('a task that is open closes when the account does', async () => {
    const { accountId, personId, step, task } = await invite();
    now = at('2026-03-17');
    await step('task');
    await database.sql('migrator')`update mandate set period = '[2026-01-01,2026-03-10)' where person_id = ${personId}`;
    await inTransaction(ctx(), (tx) => closeAccountIfOver(tx, accountId));
    expect((await db().select().from(memberAccount).where(eq(memberAccount.id, accountId)))[0]?.state).toBe('closed');
    expect((await task())?.doneAt).toBeInstanceOf(Date);
  });
});
