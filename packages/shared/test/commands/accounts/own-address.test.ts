import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { desc, eq } from 'drizzle-orm';
import { recoverSecret } from '../../../src/auth/token-secrets.ts';
import { askOwnAddress, cancelOwnAddress } from '../../../src/commands/accounts/ask-own-address.ts';
import { confirmOwnAddress } from '../../../src/commands/accounts/confirm-own-address.ts';
import { confirmSignInAddress } from '../../../src/commands/accounts/confirm-sign-in-address.ts';
import { runOwnAddress } from '../../../src/commands/accounts/run-own-address.ts';
import { type Context, SYSTEM_ACTOR } from '../../../src/commands/context.ts';
import { addressChange } from '../../../src/db/tables/address-change.ts';
import { cause } from '../../../src/db/tables/cause.ts';
import { fieldChange } from '../../../src/db/tables/field-change.ts';
import { mail } from '../../../src/db/tables/mail.ts';
import { memberAccount } from '../../../src/db/tables/member-account.ts';
import { memberSession } from '../../../src/db/tables/member-session.ts';
import { outbox } from '../../../src/db/tables/outbox.ts';
import { person } from '../../../src/db/tables/person.ts';
import { token } from '../../../src/db/tables/token.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { testContext } from '../../../src/testing/register-builder.ts';
import {
  insertMember,
  insertPerson,
  insertPo,
  insertToken,
  TEST_TOKEN_KEY,
} from '../../../src/testing/register-rows.ts';

const keys = { tokenKeys: [TEST_TOKEN_KEY] };
let database: TestDatabase;
let poId: string;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  poId = await insertPo(db());
});
afterAll(() => database.close());

const db = () => database.db('admin');

type Member = { accountId: string; personId: string; email: string; ctx: Context; wanted: string };
async function member(): Promise<Member> {
  count += 1;
  const { accountId, personId, email } = await insertMember(db(), { poId });
  await db().update(person).set({ email }).where(eq(person.id, personId));
  await db()
    .insert(memberSession)
    .values({ userId: accountId, token: `session-${count}`, expiresAt: new Date(Date.now() + 3_600_000) });
  const ctx = testContext(database.db('extranet'), { kind: 'member', id: accountId, label: 'Colette', personId });
  return { accountId, personId, email, ctx, wanted: `nouvelle.${count}@membres.example` };
}

async function secretOf(accountId: string, purpose: 'address-present' | 'address-new'): Promise<string> {
  const rows = await db().select().from(token).where(eq(token.accountId, accountId));
  const row = rows.find((one) => one.purpose === purpose && one.voidedAt === null && one.usedAt === null);
  if (!row) throw new Error(`No usable link ${purpose}.`);
  return recoverSecret(keys.tokenKeys, row);
}
const stranger = () => ({ ...testContext(database.db('extranet'), SYSTEM_ACTOR), ...keys });
const confirm = async (accountId: string, purpose: 'address-present' | 'address-new') =>
  confirmOwnAddress(stranger(), { secret: await secretOf(accountId, purpose) });
const changesOf = (accountId: string) =>
  db().select().from(addressChange).where(eq(addressChange.accountId, accountId)).orderBy(addressChange.askedAt);
const mailsOf = async (accountId: string) => {
  const rows = await db()
    .select()
    .from(mail)
    .where(eq(mail.accountId, accountId))
    .orderBy(mail.createdAt, desc(mail.causeKey));
  return rows.map(({ kind, params, toAddress }) => [kind, params.stage ?? null, toAddress]);
};
async function work(accountId: string): Promise<void> {
  const [change] = (await changesOf(accountId)).slice(-1);
  const ctx = testContext(database.db('worker'), SYSTEM_ACTOR);
  await ctx.db.transaction((tx) => runOwnAddress({ ...ctx, db: tx }, change?.id ?? '', keys));
}
const emails = async ({ accountId, personId }: Member) => {
  const [account] = await db().select().from(memberAccount).where(eq(memberAccount.id, accountId));
  const [recorded] = await db().select().from(person).where(eq(person.id, personId));
  return { signIn: account?.email, recorded: recorded?.email };
};

describe('a member changes their own address', () => {
  test('once both addresses say so; it enters the register with the member as its origin', async () => {
    const self = await member();
    await askOwnAddress(self.ctx, { email: ` ${self.wanted.toUpperCase()}` }, keys);
    expect(await mailsOf(self.accountId)).toEqual([
      ['own-address', 'present', self.email],
      ['own-address', 'new', self.wanted],
    ]);
    const first = await secretOf(self.accountId, 'address-new');
    expect(await confirm(self.accountId, 'address-new')).toEqual({ ok: true, complete: false, side: 'new' });
    expect(await confirmOwnAddress(stranger(), { secret: first })).toMatchObject({ ok: false });
    await work(self.accountId);
    expect(await emails(self)).toEqual({ signIn: self.email, recorded: self.email });
    expect(await confirm(self.accountId, 'address-present')).toMatchObject({ complete: true });
    const [change] = await changesOf(self.accountId);
    expect(
      await db()
        .select()
        .from(outbox)
        .where(eq(outbox.ref, change?.id ?? '')),
    ).toMatchObject([{ kind: 'own-address', state: 'pending' }]);

    await work(self.accountId);
    await work(self.accountId);
    expect(await emails(self)).toEqual({ signIn: self.wanted, recorded: self.wanted });
    const [written] = await db().select().from(fieldChange).where(eq(fieldChange.subjectId, self.personId));
    expect(written).toMatchObject({ field: 'email', oldValue: self.email, newValue: self.wanted });
    expect(
      await db()
        .select()
        .from(cause)
        .where(eq(cause.id, written?.causeId ?? '')),
    ).toMatchObject([{ kind: 'self-service', actorKind: 'member', actorId: self.accountId }]);
    expect(await db().$count(memberSession, eq(memberSession.userId, self.accountId))).toBe(0);
    expect((await mailsOf(self.accountId)).slice(2)).toEqual([['address-change-notice', null, self.email]]);
    const acts = await database.sql('admin')`
      select action from audit_entry where subject_id = ${self.accountId} order by id`;
    expect(acts.map(({ action }) => action)).toEqual([
      'ask-own-address',
      'confirm-own-address',
      'confirm-own-address',
      'change-own-address',
    ]);
  });

  test('to the address of another account: its owner is told, and nobody else is', async () => {
    const [self, other] = [await member(), await member()];
    await askOwnAddress(self.ctx, { email: other.email }, keys);
    expect(await mailsOf(self.accountId)).toEqual([
      ['own-address', 'taken', other.email],
      ['own-address', 'present', self.email],
    ]);
    expect(await confirm(self.accountId, 'address-present')).toMatchObject({ complete: false });
    await expect(secretOf(self.accountId, 'address-new')).rejects.toThrow('No usable link');
  });

  test('to an address that is somebody’s contact only: it becomes theirs too, and nobody else’s sign-in', async () => {
    const self = await member();
    const spouse = await insertPerson(db(), { firstName: 'Achille', email: self.wanted });
    await askOwnAddress(self.ctx, { email: self.wanted }, keys);
    await confirm(self.accountId, 'address-present');
    await confirm(self.accountId, 'address-new');
    await work(self.accountId);
    expect(await emails(self)).toEqual({ signIn: self.wanted, recorded: self.wanted });
    expect(await db().select({ email: person.email }).from(person).where(eq(person.id, spouse))).toEqual([
      { email: self.wanted },
    ]);
  });

  test('to the address of an account that is closed, which gives it up', async () => {
    const [self, former] = [await member(), await member()];
    await db().update(memberAccount).set({ state: 'closed' }).where(eq(memberAccount.id, former.accountId));
    await askOwnAddress(self.ctx, { email: former.email }, keys);
    await confirm(self.accountId, 'address-present');
    await confirm(self.accountId, 'address-new');
    await work(self.accountId);
    await work(self.accountId);
    expect(await emails(self)).toEqual({ signIn: former.email, recorded: former.email });
    expect((await emails(former)).signIn).toBeNull();
    const acts = await database.sql('admin')`
      select action, actor_id from audit_entry where subject_id = ${former.accountId}`;
    expect(acts.map((act) => ({ ...act }))).toEqual([{ action: 'leave-address', actor_id: self.accountId }]);
  });

  test('not when somebody else got the address meanwhile: nothing changes, and the member is told', async () => {
    const [self, other] = [await member(), await member()];
    await askOwnAddress(self.ctx, { email: self.wanted }, keys);
    await confirm(self.accountId, 'address-present');
    await confirm(self.accountId, 'address-new');
    await db().update(memberAccount).set({ email: self.wanted }).where(eq(memberAccount.id, other.accountId));
    await work(self.accountId);
    expect(await changesOf(self.accountId)).toMatchObject([{ state: 'refused' }]);
    expect(await emails(self)).toEqual({ signIn: self.email, recorded: self.email });
    expect((await mailsOf(self.accountId)).at(-1)).toEqual(['own-address', 'refused', self.email]);
  });

  test('links of an earlier wish, of one taken back, and of before an approved change are dead', async () => {
    const self = await member();
    await askOwnAddress(self.ctx, { email: self.wanted }, keys);
    const first = await secretOf(self.accountId, 'address-new');
    await askOwnAddress(self.ctx, { email: `encore.${self.wanted}` }, keys);
    expect(await confirmOwnAddress(stranger(), { secret: first })).toMatchObject({ ok: false });
    const second = await secretOf(self.accountId, 'address-new');
    await cancelOwnAddress(self.ctx);
    expect(await confirmOwnAddress(stranger(), { secret: second })).toMatchObject({ ok: false });

    await askOwnAddress(self.ctx, { email: self.wanted }, keys);
    const third = await secretOf(self.accountId, 'address-present');
    const pendingEmail = `secretariat.${self.wanted}`;
    await db().update(memberAccount).set({ pendingEmail }).where(eq(memberAccount.id, self.accountId));
    const approved = await insertToken(db(), {
      accountId: self.accountId,
      purpose: 'email-confirmation',
      email: pendingEmail,
    });
    const reset = await insertToken(db(), { accountId: self.accountId, purpose: 'password-reset' });
    expect(await confirmSignInAddress(stranger(), { secret: approved.secret })).toMatchObject({ ok: true });
    expect(await confirmOwnAddress(stranger(), { secret: third })).toMatchObject({ ok: false });
    expect((await changesOf(self.accountId)).map(({ state }) => state)).toEqual(['voided', 'voided', 'voided']);
    const links = await db().select().from(token).where(eq(token.accountId, self.accountId));
    const mailed = links.find(({ id }) => id === reset.id);
    expect(mailed?.voidedAt).not.toBeNull();
  });

  test('is asked by a member with an account, for an address, five times a day at most', async () => {
    const self = await member();
    const asked = (email: string) => askOwnAddress(self.ctx, { email }, keys);
    await expect(asked('pas une adresse')).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(asked(self.email.toUpperCase())).rejects.toMatchObject({ code: 'invalid-input' });
    const system = testContext(database.db('extranet'), SYSTEM_ACTOR);
    await expect(askOwnAddress(system, { email: self.wanted }, keys)).rejects.toMatchObject({ code: 'forbidden' });
    for (let turn = 0; turn < 5; turn += 1) await asked(`${turn}.${self.wanted}`);
    await expect(asked(self.wanted)).rejects.toMatchObject({ code: 'conflict' });
    await db().update(memberAccount).set({ state: 'closed' }).where(eq(memberAccount.id, self.accountId));
    await expect(asked(self.wanted)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('confirms at both ends at the same moment, and is written once', async () => {
    const self = await member();
    await askOwnAddress(self.ctx, { email: self.wanted }, keys);
    const links = await Promise.all([
      secretOf(self.accountId, 'address-present'),
      secretOf(self.accountId, 'address-new'),
    ]);
    const answers = await Promise.all(
      [...links, ...links, ...links].map((secret) => confirmOwnAddress(stranger(), { secret })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    expect(answers.filter((answer) => answer.ok && answer.complete)).toHaveLength(1);
    await Promise.all([work(self.accountId), work(self.accountId)]);
    expect(await db().$count(fieldChange, eq(fieldChange.subjectId, self.personId))).toBe(1);
  });
});
