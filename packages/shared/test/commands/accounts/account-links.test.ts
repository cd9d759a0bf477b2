import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { verifyPassword } from '../../../src/auth/password.ts';
import type { LinkContext } from '../../../src/commands/accounts/account-context.ts';
import { activateAccount } from '../../../src/commands/accounts/activate-account.ts';
import { confirmSignInAddress } from '../../../src/commands/accounts/confirm-sign-in-address.ts';
import { renewLink } from '../../../src/commands/accounts/renew-link.ts';
import { requestAccountLink } from '../../../src/commands/accounts/request-account-link.ts';
import { resetPassword } from '../../../src/commands/accounts/reset-password.ts';
import { auditEntry } from '../../../src/db/tables/audit-entry.ts';
import { mail } from '../../../src/db/tables/mail.ts';
import { memberAccount } from '../../../src/db/tables/member-account.ts';
import { memberCredential } from '../../../src/db/tables/member-credential.ts';
import { memberSession } from '../../../src/db/tables/member-session.ts';
import { outbox } from '../../../src/db/tables/outbox.ts';
import { token } from '../../../src/db/tables/token.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { insertMember, insertPo, insertToken, TEST_TOKEN_KEY } from '../../../src/testing/register-rows.ts';

const password = 'sept hérons dorment debout';
const dead = { ok: false, reason: 'dead-link' };
let database: TestDatabase;
let poId: string;
let now = new Date();

beforeAll(async () => {
  database = await createTestDatabase();
  poId = await insertPo(database.db('admin'), { name: 'PO Saint-Guibert de Gembloux' });
});
afterAll(() => database.close());

/** As the extranet's process runs them: with its database role. */
const ctx = (): LinkContext => ({
  db: database.db('extranet'),
  now: () => now,
  log: pino({ level: 'silent' }),
  tokenKeys: [TEST_TOKEN_KEY],
});
const admin = () => database.db('admin');
const member = (
  state: 'invited' | 'active' | 'closed' | 'waiting',
  more: Partial<Parameters<typeof insertMember>[1]> = {},
) => insertMember(admin(), { poId, state, ...more });
const accountOf = async (id: string) => (await admin().select().from(memberAccount).where(eq(memberAccount.id, id)))[0];
const mailsOf = (id: string) => admin().select().from(mail).where(eq(mail.accountId, id)).orderBy(mail.createdAt);
const auditOf = async (id: string) =>
  (await admin().select().from(auditEntry).where(eq(auditEntry.subjectId, id)).orderBy(auditEntry.id)).map(
    (row) => row.action,
  );
const passwordOf = async (id: string) =>
  (await admin().select().from(memberCredential).where(eq(memberCredential.userId, id)))[0]?.password ?? '';
const session = (userId: string) =>
  admin()
    .insert(memberSession)
    .values({ userId, token: `digest-${userId}`, expiresAt: new Date(Date.now() + 1e9) });

describe('activating an account', () => {
  test('sets the password, opens the account, confirms the address and is written down', async () => {
    const { accountId } = await member('invited');
    const { secret } = await insertToken(admin(), { accountId, purpose: 'activation' });
    expect(await activateAccount(ctx(), { secret, password })).toEqual({ ok: true, accountId });
    expect(await accountOf(accountId)).toMatchObject({ state: 'active', emailVerified: true, activatedAt: now });
    expect(await verifyPassword(await passwordOf(accountId), password)).toBe(true);
    expect(await auditOf(accountId)).toEqual(['activate-account']);
    expect(await activateAccount(ctx(), { secret, password })).toEqual(dead);
  });

  test('a weak or personal password is refused with the reason and leaves the link usable', async () => {
    const { accountId } = await member('invited', { firstName: 'Gwendoline' });
    const { secret } = await insertToken(admin(), { accountId, purpose: 'activation' });
    for (const [bad, reason] of [
      ['court', /5 caractères/],
      ['gwendoline aime la mer', /nom ou votre prénom/],
      ['le clocher de gembloux', /nom de votre PO/],
    ] as const) {
      const answer = await activateAccount(ctx(), { secret, password: bad });
      expect(answer).toMatchObject({ ok: false, reason: 'password', message: expect.stringMatching(reason) });
    }
    expect(await activateAccount(ctx(), { secret, password })).toMatchObject({ ok: true });
  });

  test('100 parallel uses of one link: one wins', async () => {
    const { accountId } = await member('invited');
    const { secret } = await insertToken(admin(), { accountId, purpose: 'activation' });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, turn) => activateAccount(ctx(), { secret, password: `${password} ${turn}` })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'dead-link')).toHaveLength(99);
    const winner = answers.findIndex(({ ok }) => ok);
    expect(await verifyPassword(await passwordOf(accountId), `${password} ${winner}`)).toBe(true);
    expect(await auditOf(accountId)).toHaveLength(1);
  }, 60_000);

  test('a link that is too old, replaced, of another kind or invented does nothing', async () => {
    const { accountId } = await member('invited');
    const old = await insertToken(admin(), {
      accountId,
      purpose: 'activation',
      expiresAt: new Date(now.getTime() - 1),
    });
    expect(await activateAccount(ctx(), { secret: old.secret, password })).toEqual(dead);
    const first = await insertToken(admin(), { accountId, purpose: 'activation' });
    const second = await insertToken(admin(), { accountId, purpose: 'activation' });
    const reset = await insertToken(admin(), { accountId, purpose: 'password-reset' });
    for (const secret of [first.secret, reset.secret, 'invented', '']) {
      expect(await activateAccount(ctx(), { secret, password })).toEqual(dead);
    }
    expect(await activateAccount(ctx(), { secret: second.secret, password })).toMatchObject({ ok: true });
  });

  test('nothing happens for an account that is active, closed or of a deceased person', async () => {
    for (const { accountId } of [
      await member('active'),
      await member('closed'),
      await member('invited', { deceased: true }),
    ]) {
      const before = await passwordOf(accountId);
      const { secret } = await insertToken(admin(), { accountId, purpose: 'activation' });
      expect(await activateAccount(ctx(), { secret, password })).toEqual(dead);
      expect(await passwordOf(accountId)).toBe(before);
    }
  });
});

describe('asking for a new password', () => {
  test('queues one mail with a link that expires in two hours, and says nothing', async () => {
    const { accountId, email } = await member('active');
    expect(
      await requestAccountLink(ctx(), { email: ` ${email.toUpperCase()} `, purpose: 'password-reset' }),
    ).toBeUndefined();
    const [letter, ...more] = await mailsOf(accountId);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ kind: 'password-reset', toAddress: email });
    const [issued] = await admin()
      .select()
      .from(token)
      .where(eq(token.id, letter?.tokenId ?? ''));
    expect((issued?.expiresAt.getTime() ?? 0) - now.getTime()).toBe(2 * 3_600_000);
    const work = await admin()
      .select()
      .from(outbox)
      .where(eq(outbox.ref, letter?.id ?? ''));
    expect(work).toMatchObject([{ kind: 'mail', state: 'pending' }]);
  });

  test('who never activated the account gets the activation again', async () => {
    const { accountId, email } = await member('invited');
    await requestAccountLink(ctx(), { email, purpose: 'password-reset' });
    expect(await mailsOf(accountId)).toMatchObject([{ kind: 'activation' }]);
  });

  test('before the first day of the mandate, the invitation that waits for its morning is left alone', async () => {
    const { accountId, email } = await member('invited', { period: { from: '2999-01-01', to: null } });
    const { id, secret } = await insertToken(admin(), { accountId, purpose: 'activation' });
    await admin()
      .update(token)
      .set({ createdAt: new Date(0) })
      .where(eq(token.id, id));
    await requestAccountLink(ctx(), { email, purpose: 'password-reset' });
    await renewLink(ctx(), { secret, purpose: 'activation' });
    expect(await mailsOf(accountId)).toEqual([]);
    expect((await admin().select().from(token).where(eq(token.id, id)))[0]?.voidedAt).toBeNull();
  });

  test('an address that is unknown, or of somebody deceased, gets nothing', async () => {
    const { accountId, email } = await member('active', { deceased: true });
    await requestAccountLink(ctx(), { email, purpose: 'password-reset' });
    await requestAccountLink(ctx(), { email: 'personne@inconnu.example', purpose: 'password-reset' });
    await requestAccountLink(ctx(), { email: '', purpose: 'password-reset' });
    expect(await mailsOf(accountId)).toEqual([]);
  });

  test('strangers who ask again and again send one mail in five minutes and five a day', async () => {
    const { accountId, email } = await member('active');
    const start = new Date();
    await Promise.all(
      Array.from({ length: 10 }, () => requestAccountLink(ctx(), { email, purpose: 'password-reset' })),
    );
    expect(await mailsOf(accountId)).toHaveLength(1);
    for (let turn = 1; turn <= 12; turn += 1) {
      now = new Date(start.getTime() + turn * 6 * 60_000);
      await requestAccountLink(ctx(), { email, purpose: 'password-reset' });
    }
    expect(await mailsOf(accountId)).toHaveLength(5);
    now = new Date();
  });
});

describe('replacing a forgotten password', () => {
  test('ends every session, tells the address and uses the link up', async () => {
    const { accountId, email } = await member('active');
    await session(accountId);
    const { secret } = await insertToken(admin(), { accountId, purpose: 'password-reset' });
    expect(await resetPassword(ctx(), { secret, password })).toEqual({ ok: true, email });
    expect(await verifyPassword(await passwordOf(accountId), password)).toBe(true);
    expect(await admin().select().from(memberSession).where(eq(memberSession.userId, accountId))).toEqual([]);
    expect(await mailsOf(accountId)).toMatchObject([{ kind: 'password-changed', toAddress: email }]);
    expect(await auditOf(accountId)).toEqual(['reset-password']);
    expect(await resetPassword(ctx(), { secret, password })).toEqual(dead);
  });

  test('never turns an invitation into an account', async () => {
    const { accountId } = await member('invited');
    const { secret } = await insertToken(admin(), { accountId, purpose: 'password-reset' });
    expect(await resetPassword(ctx(), { secret, password })).toEqual(dead);
    expect((await accountOf(accountId))?.state).toBe('invited');
  });
});

describe('a link that is too old', () => {
  test('gets a fresh one sent to the recorded address, once', async () => {
    const { accountId, email } = await member('invited');
    now = new Date(Date.now() + 20 * 86_400_000);
    const { secret } = await insertToken(admin(), { accountId, purpose: 'activation' });
    await renewLink(ctx(), { secret, purpose: 'activation' });
    await renewLink(ctx(), { secret, purpose: 'activation' });
    const letters = await mailsOf(accountId);
    expect(letters).toMatchObject([{ kind: 'activation', toAddress: email }]);
    const rows = await admin().select().from(token).where(eq(token.accountId, accountId));
    expect(rows.filter(({ voidedAt }) => voidedAt === null)).toHaveLength(1);
    now = new Date();
  });

  test('an old invitation brings whoever activated the account meanwhile a link to a new password', async () => {
    const { accountId, email } = await member('active');
    await admin().update(memberAccount).set({ activatedAt: now }).where(eq(memberAccount.id, accountId));
    const { secret } = await insertToken(admin(), { accountId, purpose: 'activation', expiresAt: new Date(0) });
    await renewLink(ctx(), { secret, purpose: 'activation' });
    expect(await mailsOf(accountId)).toMatchObject([{ kind: 'password-reset', toAddress: email }]);
  });

  test('nobody gets one from an invented secret, or for somebody deceased', async () => {
    const { accountId } = await member('invited', { deceased: true });
    const { secret } = await insertToken(admin(), { accountId, purpose: 'activation', expiresAt: new Date(0) });
    now = new Date(Date.now() + 86_400_000);
    await renewLink(ctx(), { secret, purpose: 'activation' });
    await renewLink(ctx(), { secret: 'invented', purpose: 'activation' });
    expect(await mailsOf(accountId)).toEqual([]);
    now = new Date();
  });
});

describe('confirming an approved new address', () => {
  const withPending = async (pendingEmail: string) => {
    const made = await member('active');
    await admin().update(memberAccount).set({ pendingEmail }).where(eq(memberAccount.id, made.accountId));
    const { secret } = await insertToken(admin(), {
      accountId: made.accountId,
      purpose: 'email-confirmation',
      email: pendingEmail,
    });
    return { ...made, secret };
  };

  test('moves the sign-in, ends the sessions and tells the old address', async () => {
    const { accountId, email, secret } = await withPending('Nouvelle@Adresse.example');
    await session(accountId);
    expect(await confirmSignInAddress(ctx(), { secret })).toEqual({ ok: true, email: 'nouvelle@adresse.example' });
    expect(await accountOf(accountId)).toMatchObject({ email: 'nouvelle@adresse.example', pendingEmail: null });
    expect(await admin().select().from(memberSession).where(eq(memberSession.userId, accountId))).toEqual([]);
    expect(await mailsOf(accountId)).toMatchObject([{ kind: 'address-change-notice', toAddress: email }]);
    expect(await auditOf(accountId)).toEqual(['confirm-sign-in-address']);
    expect(await confirmSignInAddress(ctx(), { secret })).toEqual(dead);
  });

  test('an address proposed since then makes the older link dead', async () => {
    const { accountId, email, secret } = await withPending('premiere@adresse.example');
    await admin()
      .update(memberAccount)
      .set({ pendingEmail: 'seconde@adresse.example' })
      .where(eq(memberAccount.id, accountId));
    expect(await confirmSignInAddress(ctx(), { secret })).toEqual(dead);
    expect((await accountOf(accountId))?.email).toBe(email);
  });

  test('an address that another account took meanwhile is refused with a sentence, and the link lives on', async () => {
    await member('active', { email: 'prise@adresse.example' });
    const { secret } = await withPending('PRISE@adresse.example');
    await expect(confirmSignInAddress(ctx(), { secret })).rejects.toMatchObject({ code: 'conflict' });
    await expect(confirmSignInAddress(ctx(), { secret })).rejects.toMatchObject({ code: 'conflict' });
  });
});
