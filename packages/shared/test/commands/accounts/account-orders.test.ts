import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { activateAccount } from '../../../src/commands/accounts/activate-account.ts';
import { type AccountActInput, orderAccountAct } from '../../../src/commands/accounts/order-account-act.ts';
import { runAccountOrder } from '../../../src/commands/accounts/run-account-order.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../../src/commands/context.ts';
import { recoverSecret } from '../../../src/auth/token-secrets.ts';
import { accountOrder } from '../../../src/db/tables/account-order.ts';
import { auditEntry } from '../../../src/db/tables/audit-entry.ts';
import { mail } from '../../../src/db/tables/mail.ts';
import { outbox } from '../../../src/db/tables/outbox.ts';
import { person } from '../../../src/db/tables/person.ts';
import { region } from '../../../src/db/tables/region.ts';
import { staffTask } from '../../../src/db/tables/staff-task.ts';
import { token } from '../../../src/db/tables/token.ts';
import { memberAccount } from '../../../src/db/tables/member-account.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { registerBuilder, TEST_TOKEN_KEYS, testContext } from '../../../src/testing/register-builder.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let poId: string;
let personId: string;
let accountId: string;
let address: string;
let count = 0;
const now = () => new Date('2026-06-12T10:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  poId = (await build.po()).id;
});
afterAll(() => database.close());

/** Somebody who was invited and whose mail has left. */
beforeEach(async () => {
  count += 1;
  address = `lea.${count}@membres.example`;
  personId = (await build.person({ lastName: `Essai${count}`, email: address })).id;
  await build.mandate(personId, poId, { from: '2021-01-01', to: null });
  accountId = (await build.account(personId, address, { state: 'invited', emailVerified: false })).id;
});

const admin = () => database.db('admin');
const order = (more: Partial<AccountActInput> = {}, actor: StaffActor = staff) =>
  orderAccountAct(testContext(database.db('backoffice'), actor, now), {
    ...{ personId, act: 'resend-activation', to: address, reason: '' },
    ...more,
  });
const run = (orderId: string) =>
  inTransaction(testContext(database.db('worker'), SYSTEM_ACTOR, now), (tx) =>
    runAccountOrder(tx, orderId, { tokenKeys: TEST_TOKEN_KEYS }),
  );
const orderAndRun = async (more: Partial<AccountActInput> = {}) => {
  const { orderId } = await order(more);
  await run(orderId);
  return orderId;
};
const mails = () => admin().select().from(mail).where(eq(mail.accountId, accountId)).orderBy(mail.createdAt);
const tokens = () => admin().select().from(token).where(eq(token.accountId, accountId)).orderBy(token.createdAt);
const orderOf = async (id: string) => (await admin().select().from(accountOrder).where(eq(accountOrder.id, id)))[0];
const audit = async () =>
  (await admin().select().from(auditEntry).where(eq(auditEntry.subjectId, personId)).orderBy(auditEntry.id)).map(
    ({ action, actorId }) => ({ action, actorId }),
  );
const activate = async () => {
  await admin()
    .update(memberAccount)
    .set({ state: 'active', activatedAt: now() })
    .where(eq(memberAccount.id, accountId));
};
const settleMails = async () => {
  await admin().update(mail).set({ state: 'sent', sentAt: now() }).where(eq(mail.accountId, accountId));
};

describe('the activation, sent again', () => {
  test('is a new mail with a new link that activates; older links die; who did it is written down', async () => {
    const first = await orderAndRun();
    await settleMails();
    const second = await orderAndRun();
    expect(await mails()).toMatchObject([
      { kind: 'activation', toAddress: address, personId },
      { kind: 'activation', toAddress: address, state: 'pending' },
    ]);
    const [older, newer] = await tokens();
    expect([older?.voidedAt, newer?.voidedAt]).toEqual([now(), null]);
    expect([await orderOf(first), await orderOf(second)]).toMatchObject([{ state: 'done' }, { state: 'done' }]);
    expect(await audit()).toEqual(
      ['order-resend-activation', 'resend-activation', 'order-resend-activation', 'resend-activation'].map(
        (action) => ({
          action,
          actorId: staff.id,
        }),
      ),
    );
    if (!newer) throw new Error('no link');
    const secret = recoverSecret(TEST_TOKEN_KEYS, newer);
    const { log } = testContext(admin(), staff);
    const linkContext = { db: database.db('extranet'), now, log, tokenKeys: TEST_TOKEN_KEYS };
    const password = 'sept hérons dorment debout';
    expect(await activateAccount(linkContext, { secret, password })).toMatchObject({ ok: true });
  });

  test('done twice by two workers, is one mail', async () => {
    const { orderId } = await order();
    await Promise.all([run(orderId), run(orderId)]);
    await run(orderId);
    expect(await mails()).toHaveLength(1);
    expect(await audit()).toHaveLength(2);
  });

  test('ordered twice before it is done, is done once', async () => {
    const asked = await Promise.allSettled([order(), order(), order()]);
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(order()).rejects.toMatchObject({ code: 'conflict', userMessage: expect.stringContaining('déjà') });
  });

  test('leaves on the first day of a mandate that lies ahead, and lives from then', async () => {
    await database.sql('admin')`update mandate set period = '[2026-09-01,)' where person_id = ${personId}`;
    await orderAndRun();
    const [letter] = await mails();
    const [due] = await admin()
      .select()
      .from(outbox)
      .where(eq(outbox.ref, letter?.id ?? ''));
    expect(due?.nextAt).toEqual(new Date('2026-09-01T05:00:00Z'));
    expect((await tokens())[0]?.expiresAt).toEqual(new Date('2026-09-15T22:00:00Z'));
  });

  test('settles the task of a mail that failed before', async () => {
    await orderAndRun();
    const [letter] = await mails();
    await admin().update(mail).set({ state: 'failed' }).where(eq(mail.accountId, accountId));
    await admin()
      .insert(staffTask)
      .values({ kind: 'mail-failed', ref: letter?.id ?? '', reason: 'Essai' });
    await orderAndRun();
    const [task] = await admin()
      .select()
      .from(staffTask)
      .where(eq(staffTask.ref, letter?.id ?? ''));
    expect(task).toMatchObject({ doneBy: staff.id });
  });

  test('is not ordered when it could not be done, and the reason is told', async () => {
    await activate();
    await expect(order()).rejects.toMatchObject({ code: 'conflict', userMessage: expect.stringContaining('activé') });
    expect(await audit()).toEqual([]);
  });

  test('is not sent when things changed before the worker came', async () => {
    const { orderId } = await order();
    await activate();
    await run(orderId);
    expect(await orderOf(orderId)).toMatchObject({ state: 'refused', outcome: expect.stringContaining('activé') });
    expect(await mails()).toEqual([]);
  });

  test('goes to no other address than the one shown', async () => {
    await expect(order({ to: 'autre@membres.example' })).rejects.toMatchObject({ code: 'conflict' });
    const { orderId } = await order();
    await admin().update(memberAccount).set({ email: 'neuf@membres.example' }).where(eq(memberAccount.id, accountId));
    await run(orderId);
    expect(await orderOf(orderId)).toMatchObject({ state: 'refused', outcome: expect.stringContaining('adresse') });
    expect(await mails()).toEqual([]);
  });
});

describe('a link to a new password', () => {
  test('is sent to an active account, once, for two hours', async () => {
    await activate();
    await orderAndRun({ act: 'send-reset' });
    expect(await mails()).toMatchObject([{ kind: 'password-reset', toAddress: address }]);
    expect(await tokens()).toMatchObject([{ purpose: 'password-reset', expiresAt: new Date('2026-06-12T12:00:00Z') }]);
  });
});

describe('the factors of a member who lost them', () => {
  test('go with every open session, for a reason, and the member is told', async () => {
    await activate();
    const sql = database.sql('admin');
    await expect(order({ act: 'drop-factors', reason: 'Rappelée.' })).rejects.toMatchObject({ code: 'conflict' });
    await sql`insert into member_totp (account_id, secret, confirmed_at) values (${accountId}, 'scellé', now())`;
    await sql`insert into member_recovery_code (account_id, code_sha256) values (${accountId}, '\\x01')`;
    await sql`insert into member_session (user_id, token, expires_at, created_at, updated_at)
      values (${accountId}, ${`essai-${count}`}, '2026-06-13', now(), now())`;
    await expect(order({ act: 'drop-factors' })).rejects.toMatchObject({ code: 'invalid-input' });
    const orderId = await orderAndRun({ act: 'drop-factors', reason: 'Rappelée au numéro enregistré.' });
    await run(orderId);
    expect(await orderOf(orderId)).toMatchObject({ state: 'done' });
    const left = await sql`
      select from member_totp where account_id = ${accountId} union all
      select from member_recovery_code where account_id = ${accountId} union all
      select from member_session where user_id = ${accountId}`;
    expect(left).toHaveLength(0);
    expect(await mails()).toMatchObject([{ kind: 'account-security', params: { stage: 'factors-dropped' } }]);
    expect(await audit()).toMatchObject([{ action: 'order-drop-factors' }, { action: 'drop-factors' }]);
  });
});

describe('an address that is blocked', () => {
  beforeEach(async () => {
    await database.sql('admin')`
      insert into mail_suppression (address_key, reason) values (${address}, '550 5.1.1 No such user')`;
  });
  const isBlocked = async () =>
    (await database.sql('admin')`select from mail_suppression where address_key = ${address}`).length === 1;

  test('keeps mails from being ordered until staff say why it is right', async () => {
    await expect(order()).rejects.toMatchObject({ userMessage: expect.stringContaining('débloquez') });
    await expect(order({ act: 'unblock' })).rejects.toMatchObject({ code: 'invalid-input' });
    const orderId = await orderAndRun({ act: 'unblock', reason: 'Confirmée au téléphone.' });
    expect(await isBlocked()).toBe(false);
    expect(await orderOf(orderId)).toMatchObject({ state: 'done', reason: 'Confirmée au téléphone.' });
    expect(await mails()).toEqual([]);
    await orderAndRun();
    expect(await mails()).toHaveLength(1);
  });
});

describe('who may order', () => {
  test('not readers, nor anybody of another secretariat, nor oneself', async () => {
    await expect(order({}, await build.staff({ role: 'reader' }))).rejects.toMatchObject({ code: 'forbidden' });
    const [elsewhere] = await admin()
      .insert(region)
      .values({ code: `ailleurs-${count}`, name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
      .returning();
    const stranger = await build.staff({ regionId: elsewhere?.id ?? '' });
    await expect(order({}, stranger)).rejects.toMatchObject({ code: 'not-found' });
    await expect(order({}, await build.staff({ personId }))).rejects.toMatchObject({ code: 'forbidden' });
    await admin().update(person).set({ deceased: true }).where(eq(person.id, personId));
    await expect(order()).rejects.toMatchObject({ userMessage: expect.stringContaining('décédée') });
  });
});
