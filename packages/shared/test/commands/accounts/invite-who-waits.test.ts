import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq, like } from 'drizzle-orm';
import { confirmSignInAddress } from '../../../src/commands/accounts/confirm-sign-in-address.ts';
import { inviteWhoWaits } from '../../../src/commands/accounts/invite-who-waits.ts';
import { closeAccountIfOver } from '../../../src/commands/close-account.ts';
import { inTransaction, SYSTEM_ACTOR } from '../../../src/commands/context.ts';
import { erasePerson } from '../../../src/commands/privacy/erase-person.ts';
import { auditEntry } from '../../../src/db/tables/audit-entry.ts';
import { mail } from '../../../src/db/tables/mail.ts';
import { memberAccount } from '../../../src/db/tables/member-account.ts';
import { outbox } from '../../../src/db/tables/outbox.ts';
import { brusselsInstant } from '../../../src/domain/brussels-time.ts';
import type { CivilDate } from '../../../src/domain/dates.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { registerBuilder, TEST_TOKEN_KEYS, testContext } from '../../../src/testing/register-builder.ts';
import { insertToken } from '../../../src/testing/register-rows.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let poId: string;
let run = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  poId = (await build.po()).id;
});
afterAll(() => database.close());

const db = () => database.db('migrator');
const now = () => brusselsInstant('2026-06-15', 9);
const worker = () => testContext(database.db('worker'), SYSTEM_ACTOR, now);

type Wanted = { from?: CivilDate; to?: CivilDate | null };

async function person(email: string, lastName: string, { from = '2020-01-01', to = null }: Wanted) {
  const { id } = await build.person({ email, lastName });
  await build.mandate(id, poId, { from, to });
  return id;
}

/** One who signs in with an address, and those who wait for it, the longest first. */
async function household(waiting: Wanted[] = [{}], owner: Wanted = {}) {
  run += 1;
  const email = `menage${run}@boite.example`;
  const ownerId = await person(email, `Première ${run}`, owner);
  const account = await build.account(ownerId, email);
  const others: { personId: string; accountId: string }[] = [];
  for (const [n, wanted] of waiting.entries()) {
    const personId = await person(email, `Suivante ${run}-${n}`, wanted);
    const waits = { state: 'waiting' as const, email: null, emailVerified: false };
    const createdAt = brusselsInstant('2026-06-01', n);
    const { id: accountId } = await build.account(personId, email, { ...waits, createdAt });
    await database.sql('migrator')`
      insert into staff_task (kind, ref, reason, detail) values ('account-waiting', ${accountId}, 'attend', '{}')`;
    others.push({ personId, accountId });
  }
  const states = async () => {
    const rows = await db().select().from(memberAccount);
    return others.map(({ accountId }) => {
      const row = rows.find(({ id }) => id === accountId);
      return [row?.state, row?.email];
    });
  };
  return { email, owner: { personId: ownerId, accountId: account.id }, others, states };
}
type Household = Awaited<ReturnType<typeof household>>;

/** Does what the ledger holds about those who wait, twice. */
async function settle({ others: [first] }: Household): Promise<number> {
  const rows = await db()
    .select()
    .from(outbox)
    .where(and(eq(outbox.kind, 'address-left'), like(outbox.ref, `${first?.accountId}/%`)));
  for (const { ref } of [...rows, ...rows])
    await inTransaction(worker(), (tx) => inviteWhoWaits(tx, ref, { tokenKeys: TEST_TOKEN_KEYS }));
  return rows.length;
}
const invitations = (accountId: string) =>
  db()
    .select()
    .from(mail)
    .where(and(eq(mail.accountId, accountId), eq(mail.kind, 'activation')));

async function moveAway({ owner }: Household): Promise<void> {
  const email = `ailleurs${run}@boite.example`;
  await db().update(memberAccount).set({ pendingEmail: email }).where(eq(memberAccount.id, owner.accountId));
  const { secret } = await insertToken(db(), { accountId: owner.accountId, purpose: 'email-confirmation', email });
  const stranger = { ...testContext(database.db('extranet'), SYSTEM_ACTOR), tokenKeys: TEST_TOKEN_KEYS };
  expect(await confirmSignInAddress(stranger, { secret })).toMatchObject({ ok: true });
}

const endMandate = async ({ owner }: Household): Promise<void> => {
  await database.sql(
    'migrator',
  )`update mandate set period = '[2020-01-01,2026-06-15)' where person_id = ${owner.personId}`;
  await inTransaction(worker(), (tx) => closeAccountIfOver(tx, owner.accountId));
};
const erase = async (home: Household): Promise<void> => {
  await endMandate(home);
  await inTransaction(worker(), (tx) => erasePerson(tx, home.owner.personId));
};

describe('who waits for an address is invited there', () => {
  test.each([
    ['its owner confirms another', moveAway],
    ['the last mandate of its owner is over', endMandate],
    ['its owner is erased', erase],
  ])('when %s: once, told in the journal, and the task is done', async (_what, leave) => {
    const home = await household();
    await leave(home);
    expect(await settle(home)).toBeGreaterThan(0);
    const [first] = home.others;
    expect(await home.states()).toEqual([['invited', home.email]]);
    expect(await invitations(first?.accountId ?? '')).toMatchObject([{ toAddress: home.email, state: 'pending' }]);
    const told = await db()
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.subjectId, first?.accountId ?? ''), eq(auditEntry.action, 'invite-who-waits')));
    expect(told).toHaveLength(1);
    const [task] = await database.sql('migrator')`select done_at from staff_task where ref = ${first?.accountId ?? ''}`;
    expect(task?.done_at).not.toBeNull();
  });

  test('the account that is closed gives the address up, and says so in the journal', async () => {
    const home = await household();
    await endMandate(home);
    await settle(home);
    const [left] = await db().select().from(memberAccount).where(eq(memberAccount.id, home.owner.accountId));
    expect(left).toMatchObject({ state: 'closed', email: null, emailVerified: false });
    const told = await db().select().from(auditEntry).where(eq(auditEntry.subjectId, home.owner.accountId));
    expect(told.map(({ action }) => action)).toContain('leave-address');
  });

  test('of several, who waits longest and has a mandate; the others go on waiting', async () => {
    const home = await household([{ to: '2021-01-01' }, {}, {}]);
    await moveAway(home);
    await settle(home);
    expect(await home.states()).toEqual([
      ['waiting', null],
      ['invited', home.email],
      ['waiting', null],
    ]);
  });

  test('on the first day of a mandate that lies ahead', async () => {
    const home = await household([{ from: '2026-09-01' }]);
    await moveAway(home);
    await settle(home);
    const [letter] = await invitations(home.others[0]?.accountId ?? '');
    const [row] = await db()
      .select()
      .from(outbox)
      .where(and(eq(outbox.kind, 'mail'), eq(outbox.ref, letter?.id ?? '')));
    expect(row?.nextAt).toEqual(brusselsInstant('2026-09-01', 7));
  });

  test('not while the address opens an account: its owner came back before the worker looked', async () => {
    const home = await household();
    await endMandate(home);
    await db()
      .update(memberAccount)
      .set({ state: 'active', closedAt: null })
      .where(eq(memberAccount.id, home.owner.accountId));
    await settle(home);
    expect(await home.states()).toEqual([['waiting', null]]);
  });

  test('nobody when nobody waits, or an account only changes its case or its name', async () => {
    const alone = await household([]);
    await moveAway(alone);
    const home = await household();
    await db()
      .update(memberAccount)
      .set({ email: home.email.toUpperCase(), name: 'Autre nom' })
      .where(eq(memberAccount.id, home.owner.accountId));
    expect(await settle(home)).toBe(0);
    expect(await home.states()).toEqual([['waiting', null]]);
  });
});
