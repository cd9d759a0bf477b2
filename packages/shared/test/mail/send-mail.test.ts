import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { startTestMailbox, type TestMailbox } from '../../src/testing/mailbox.ts';
import { addMember, type MailRig, mailRow, queueAccountMail, startMailRig, tasksOf } from './mail-rig.ts';

describe('a mail that is due', () => {
  let database: TestDatabase;
  let mailbox: TestMailbox;
  let rig: MailRig;
  const to = 'anne.lambert@mail.example';

  beforeEach(async () => {
    database = await createTestDatabase();
    mailbox = await startTestMailbox();
    rig = await startMailRig(database, mailbox);
  });
  afterEach(async () => {
    await rig.close();
    await mailbox.close();
    await database.close();
  });

  const queue = async (kind: 'activation' | 'account-closed' = 'activation') =>
    queueAccountMail(database, kind, await addMember(database, to), to);
  const turns = async (count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn += 1) {
      await rig.makeDue();
      await rig.engine.drain();
    }
  };

  test('leaves once, with its fixed Message-ID, to one recipient, and is noted as sent', async () => {
    const id = await queue();
    await turns(3);
    expect(mailbox.messages).toHaveLength(1);
    expect(mailbox.messages[0]?.messageId).toBe(`<${id}@guichet-po.invalid>`);
    expect(mailbox.messages[0]?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(await mailRow(database, id)).toMatchObject({ state: 'sent', attempts: 1, response_code: 250, work: 'done' });
  });

  test('keeps neither its text nor its link in the database', async () => {
    await queue();
    await turns(1);
    const secret = /activation\/([\w-]{43})/.exec(mailbox.messages[0]?.text ?? '')?.[1];
    expect(secret).toBeDefined();
    const [row] = await database.sql('admin')`
      select (select jsonb_agg(m) from mail m)::text || (select jsonb_agg(o) from outbox o)::text
        || (select coalesce(jsonb_agg(j), '[]') from bullmq.job j)::text as everything`;
    expect(row?.everything).not.toContain(secret);
    expect(row?.everything).not.toContain('Choisir mon mot de passe');
  });

  test('is tried again after 1, 5 and 30 minutes when the server says "later", then leaves', async () => {
    const id = await queue();
    mailbox.script({ kind: 'refuse', code: 451 }, 3);
    for (const [attempt, minutes] of [1, 5, 30].entries()) {
      await turns(1);
      const row = await mailRow(database, id);
      expect(row).toMatchObject({ state: 'pending', attempts: attempt + 1, error_code: '451', work: 'pending' });
      expect(row?.seconds).toBeGreaterThan(minutes * 60 - 10);
      expect(row?.seconds).toBeLessThanOrEqual(minutes * 60);
    }
    await turns(1);
    expect(await mailRow(database, id)).toMatchObject({ state: 'sent', attempts: 4, work: 'done' });
    expect(mailbox.messages).toHaveLength(1);
  });

  test('is given up when the server says "later" for too long, and staff see it', async () => {
    const id = await queue('account-closed');
    mailbox.script({ kind: 'refuse', code: 451 }, 30);
    await turns(20);
    expect(await mailRow(database, id)).toMatchObject({ state: 'failed', work: 'done', error_code: '451' });
    expect(await tasksOf(database, id)).toMatchObject([{ kind: 'mail-failed' }]);
  });

  test('is never tried again once refused, and staff read the words of the server', async () => {
    const id = await queue();
    mailbox.script({ kind: 'refuse', code: 550, message: 'No such user here' });
    await turns(4);
    expect(mailbox.attempts).toBe(1);
    expect(await mailRow(database, id)).toMatchObject({ state: 'failed', response_code: 550, work: 'done' });
    const [task] = await tasksOf(database, id);
    expect(task).toMatchObject({ kind: 'mail-failed', detail: { responseCode: 550 } });
    expect(task?.detail.words).toContain('No such user here');
  });

  test('blocks an address only when its server says for good that nobody is there', async () => {
    const blocked = async () =>
      (await database.sql('worker')`select reason from mail_suppression where address_key = ${to}`).length;
    await queue();
    mailbox.script({ kind: 'refuse', code: 550, message: '5.7.1 Refused by policy' });
    await turns(2);
    expect(await blocked()).toBe(0);
    await queueAccountMail(database, 'account-closed', await addMember(database, 'c@mail.example'), to);
    mailbox.script({ kind: 'refuse', code: 550, message: '5.1.1 No such user here' });
    await turns(2);
    expect(await blocked()).toBe(1);
  });

  test('waits uncounted while the server takes nothing, and leaves when it is back', async () => {
    const ids = [
      await queue(),
      await queueAccountMail(database, 'account-closed', await addMember(database, 'b@mail.example'), to),
    ];
    await mailbox.shut();
    await turns(4);
    for (const id of ids)
      expect(await mailRow(database, id)).toMatchObject({ state: 'pending', attempts: 0, work: 'pending' });
    await mailbox.open();
    while (mailbox.messages.length < 2) {
      await turns(1);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await turns(1);
    for (const id of ids) expect(await mailRow(database, id)).toMatchObject({ state: 'sent', work: 'done' });
    expect(mailbox.messages).toHaveLength(2);
  });

  test('leaves through a server that thinks for a while', async () => {
    const id = await queue('account-closed');
    mailbox.script({ kind: 'tarpit', ms: 1_500 });
    await turns(1);
    expect(await mailRow(database, id)).toMatchObject({ state: 'sent', work: 'done' });
  });

  test('with a link is sent again, as the same mail, when nobody knows whether it arrived', async () => {
    const id = await queue('activation');
    mailbox.script({ kind: 'drop-after-data' });
    await turns(1);
    expect(await mailRow(database, id)).toMatchObject({ state: 'pending', work: 'pending' });
    await turns(2);
    expect(await mailRow(database, id)).toMatchObject({ state: 'sent', work: 'done' });
    expect(new Set(mailbox.messages.map((message) => message.messageId)).size).toBe(1);
    expect(mailbox.messages).toHaveLength(2);
  });

  test('without one is not sent again then: it shows as unknown, with a task', async () => {
    const id = await queue('account-closed');
    mailbox.script({ kind: 'drop-after-data' });
    await turns(3);
    expect(mailbox.messages).toHaveLength(1);
    expect(await mailRow(database, id)).toMatchObject({ state: 'unknown', work: 'done' });
    expect(await tasksOf(database, id)).toMatchObject([{ kind: 'mail-unknown' }]);
  });

  test('whose sender died is left alone until the lease is over; then its kind decides', async () => {
    const link = await queue('activation');
    const notice = await queueAccountMail(database, 'account-closed', await addMember(database, 'c@mail.example'), to);
    await database.sql('worker')`
      update mail set state = 'sending', lease_owner = gen_random_uuid(), lease_until = now() + interval '1 hour'`;
    await turns(2);
    expect(mailbox.attempts).toBe(0);
    expect(await mailRow(database, link)).toMatchObject({ state: 'sending', work: 'pending' });
    await database.sql('worker')`update mail set lease_until = now() - interval '1 s'`;
    await turns(1);
    expect(await mailRow(database, link)).toMatchObject({ state: 'sent', work: 'done' });
    expect(await mailRow(database, notice)).toMatchObject({ state: 'unknown', work: 'done' });
    expect(mailbox.messages).toHaveLength(1);
  });

  test('that comes back to the ledger after its person was erased is not sent again', async () => {
    const id = await queue('activation');
    await database.sql('admin')`update mail set to_address = 'effacé'`;
    await turns(1);
    expect(await mailRow(database, id)).toMatchObject({ state: 'cancelled', error_code: 'erased', work: 'done' });
    expect(mailbox.attempts).toBe(0);
  });

  test('to a person who has died is cancelled, without a task', async () => {
    const member = await addMember(database, to);
    const id = await queueAccountMail(database, 'account-closed', member, to);
    await database.sql('worker')`update person set deceased = true where id = ${member.personId}`;
    await turns(1);
    expect(await mailRow(database, id)).toMatchObject({ state: 'cancelled', error_code: 'deceased', work: 'done' });
    expect(await tasksOf(database, id)).toEqual([]);
    expect(mailbox.attempts).toBe(0);
  });

  test('to an address that bounces does not leave, and staff see it', async () => {
    const id = await queue();
    await database.sql('migrator')`insert into mail_suppression (address_key, reason) values (${to}, 'bounce')`;
    await turns(1);
    expect(await mailRow(database, id)).toMatchObject({ state: 'failed', error_code: 'suppressed', work: 'done' });
    expect(await tasksOf(database, id)).toHaveLength(1);
  });

  test('whose link was replaced by a newer one is cancelled', async () => {
    const member = await addMember(database, to);
    const old = await queueAccountMail(database, 'activation', member, to);
    const young = await queueAccountMail(database, 'activation', member, to);
    await turns(1);
    expect(await mailRow(database, old)).toMatchObject({ state: 'cancelled', error_code: 'link-dead' });
    expect(await mailRow(database, young)).toMatchObject({ state: 'sent' });
    expect(mailbox.messages).toHaveLength(1);
  });

  test('with a line break in a header does not leave', async () => {
    const id = await queueAccountMail(
      database,
      'account-closed',
      await addMember(database, to),
      `${to}\r\nBcc: x@mail.example`,
    );
    await turns(1);
    expect(await mailRow(database, id)).toMatchObject({ state: 'failed', error_code: 'unsafe-header', work: 'done' });
    expect(mailbox.attempts).toBe(0);
  });

  test('among fifty is sent once, whatever the number of connections', async () => {
    const member = await addMember(database, to);
    for (let n = 0; n < 50; n += 1) await queueAccountMail(database, 'account-closed', member, `m${n}@mail.example`);
    await turns(1);
    expect(new Set(mailbox.messages.map((message) => message.messageId)).size).toBe(50);
    expect(mailbox.messages).toHaveLength(50);
  });
});
