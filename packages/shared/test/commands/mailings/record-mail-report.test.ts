import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { orderAccountAct } from '../../../src/commands/accounts/order-account-act.ts';
import { runAccountOrder } from '../../../src/commands/accounts/run-account-order.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../../src/commands/context.ts';
import { recordMailReport } from '../../../src/commands/mailings/record-mail-report.ts';
import { retryMail } from '../../../src/commands/retry-mail.ts';
import { queueMail } from '../../../src/mail/queue-mail.ts';
import { listPersonMails } from '../../../src/reads/list-person-mails.ts';
import { listStaffTasks } from '../../../src/reads/list-staff-tasks.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { registerBuilder, TEST_TOKEN_KEYS, testContext } from '../../../src/testing/register-builder.ts';
import { bytesOf, SAMPLE_MAIL, SAMPLES } from '../../mail/reports/report-samples.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let poId: string;
let personId: string;
let address: string;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  poId = (await build.po()).id;
});
afterAll(() => database.close());
beforeEach(async () => {
  count += 1;
  address = `colette.${count}@membres.example`;
  personId = (await build.person({ lastName: `Essai${count}`, email: address })).id;
  await build.mandate(personId, poId, { from: '2021-01-01', to: null });
});

const worker = () => testContext(database.db('worker'), SYSTEM_ACTOR);
const office = () => testContext(database.db('backoffice'), staff);

/** A mail to that person that left. */
async function sent(): Promise<string> {
  const id = await database.db('worker').transaction((tx) =>
    queueMail(tx, {
      ...{ kind: 'mandate-ended', causeKey: `essai:${randomUUID()}`, personId },
      to: { address, name: 'Colette Essai' },
    }),
  );
  await database.sql('worker')`update mail set state = 'sent', sent_at = now() where id = ${id}`;
  return id ?? '';
}

/** One of the samples, about this mail, each time another message. */
function message(name: string, mailId: string): Uint8Array {
  const text = SAMPLES[name]?.text;
  if (text === undefined) throw new Error(`no sample ${name}`);
  const own = text.replaceAll(SAMPLE_MAIL, mailId).replaceAll('colette@membres.example', address);
  return bytesOf(own.replace(/^Message-I[dD]: <(?!0199)[^>]*>$/m, `Message-ID: <${randomUUID()}@mx.example>`));
}
const record = (name: string, mailId: string) =>
  recordMailReport(worker(), { message: message(name, mailId), source: 'mailbox' });

const blocked = async () =>
  (await database.sql('worker')`select from mail_suppression where address_key = ${address}`).length > 0;
const tasks = async () =>
  (await listStaffTasks(database.db('backoffice'), staff.regionId)).filter((task) => task.personId === personId);
const fate = async () => (await listPersonMails(database.db('backoffice'), personId, new Date()))[0];
const reports = async (mailId: string) =>
  (await database.sql('worker')`select kind from mail_report where mail_id = ${mailId} order by received_at`).map(
    ({ kind }) => kind as string,
  );

describe('a mail that comes back because nobody is there', () => {
  test('blocks the address and is a task on the person, once, however often it is read', async () => {
    const mailId = await sent();
    const same = message('Postfix, nobody there', mailId);
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => recordMailReport(worker(), { message: same, source: 'mailbox' })),
    );
    expect(outcomes.toSorted()).toEqual(['known', 'known', 'recorded']);
    expect(await recordMailReport(worker(), { message: same, source: 'webhook' })).toBe('known');
    expect(await blocked()).toBe(true);
    expect(await tasks()).toMatchObject([
      { title: 'Adresse à corriger : Colette Essai', correctsAddress: true, canRetry: false, address },
    ]);
    expect((await tasks())[0]?.serverWords).toContain('User unknown');
    expect(await fate()).toMatchObject({ trouble: true, fate: 'revenu : il n’a pas pu être remis' });
    expect((await fate())?.words).toContain('User unknown');
  });

  test('is settled when another address is noted', async () => {
    await record('Exchange Online, in French', await sent());
    expect(await tasks()).toHaveLength(1);
    await database.sql('worker')`update person set email = ${`neuve.${count}@membres.example`} where id = ${personId}`;
    expect(await tasks()).toEqual([]);
    // The dead one stays dead, whoever writes it next.
    expect(await blocked()).toBe(true);
  });

  test('is settled when staff say that the address is right: mails leave again', async () => {
    await record('Gmail-like, nobody there', await sent());
    const { orderId } = await orderAccountAct(office(), {
      ...{ personId, act: 'unblock', to: address, reason: 'Confirmée au téléphone' },
    });
    await inTransaction(worker(), (tx) => runAccountOrder(tx, orderId, { tokenKeys: TEST_TOKEN_KEYS }));
    expect(await blocked()).toBe(false);
    expect(await tasks()).toEqual([]);
    const [task] = await database.sql('worker')`
      select done_by from staff_task where kind = 'address-to-correct' and ref = ${personId}`;
    expect(task?.done_by).toBe(staff.id);
    // And opens again should another one come back.
    await record('Postfix, nobody there', await sent());
    expect(await tasks()).toHaveLength(1);
  });

  test('is sent again by its task when the server refused it at once, which lifts the block', async () => {
    const mailId = await sent();
    await record('Postfix, nobody there', mailId);
    await database.sql('worker')`update mail set state = 'failed', error_code = 'refused' where id = ${mailId}`;
    const [task] = await tasks();
    expect(task?.canRetry).toBe(true);
    await retryMail(office(), { taskId: task?.id ?? '' });
    expect(await blocked()).toBe(false);
    expect(await tasks()).toEqual([]);
  });
});

describe('a mail that did not arrive for another reason', () => {
  test('is told, and blocks the address after so many in a row only', async () => {
    for (let turn = 1; turn <= 4; turn += 1) {
      expect(await blocked()).toBe(false);
      await record('Dovecot, over quota', await sent());
      expect(await fate()).toMatchObject({ trouble: true });
    }
    expect(await blocked()).toBe(true);
    expect((await tasks())[0]?.reason).toContain('Plusieurs mails de suite');
  });

  test('blocks nothing when one of them arrived', async () => {
    for (const name of [
      'Dovecot, over quota',
      'refused as spam by a filter',
      null,
      'Dovecot, over quota',
      'Dovecot, over quota',
    ]) {
      const mailId = await sent();
      if (name !== null) await record(name, mailId);
    }
    expect(await blocked()).toBe(false);
    expect(await tasks()).toEqual([]);
  });

  test('is shown as late while it is still tried, and as delivered after that', async () => {
    const mailId = await sent();
    await record('Gmail-like, still trying', mailId);
    expect(await fate()).toMatchObject({ trouble: false, fate: 'retardé : son serveur essaie encore' });
    await record('Postfix, relayed to a server without reports', mailId);
    expect(await fate()).toMatchObject({ trouble: false, fate: 'remis dans la boîte du destinataire' });
    expect(await reports(mailId)).toEqual(['delayed', 'delivered']);
  });
});

test('a complaint leaves what may be left, blocks nothing, and staff see it', async () => {
  const mailId = await sent();
  expect(await record('a complaint, as RFC 5965 has it', mailId)).toBe('recorded');
  const left = await database.sql(
    'worker',
  )`select kind, via from mailing_opt_out where person_id = ${personId} order by kind`;
  expect([...left]).toEqual([
    { kind: 'information', via: 'complaint' },
    { kind: 'training', via: 'complaint' },
  ]);
  expect(await blocked()).toBe(false);
  expect(await tasks()).toMatchObject([{ title: 'Mail signalé comme indésirable : Colette Essai', canRetry: false }]);
  const audit = await database.sql('admin')`select action from audit_entry where subject_id = ${personId}`;
  expect(audit.map(({ action }) => action as string)).toEqual(['leave-mailings']);
  await record('a complaint that asks to be left alone', mailId);
  expect(await tasks()).toHaveLength(1);
});

test('a report that fits no mail is kept for operators, and what is no report is not', async () => {
  expect(await record('Postfix, nobody there', randomUUID())).toBe('unmatched');
  expect(await record('out of office, in French', await sent())).toBe('auto-reply');
  expect(await recordMailReport(worker(), { message: new Uint8Array(), source: 'webhook' })).toBe('not-a-report');
  const [row] = await database.sql('worker')`select count(*)::int as count from mail_report where mail_id is null`;
  expect(row?.count).toBe(1);
  expect(await tasks()).toEqual([]);
});

test('nobody but the program records a report', async () => {
  const given = { message: new Uint8Array(), source: 'mailbox' as const };
  await expect(recordMailReport(testContext(database.db('worker'), staff), given)).rejects.toThrow(
    'read by the program',
  );
});

test('whoever is erased leaves no words, no wishes and no task', async () => {
  const mailId = await sent();
  await record('Postfix, nobody there', mailId);
  await record('a complaint, as RFC 5965 has it', mailId);
  await database.sql('worker')`select erase_person_rows(${personId})`;
  const [row] = await database.sql('admin')`
    select (select count(*)::int from mailing_opt_out where person_id = ${personId}) as wishes,
      (select string_agg(server_words, '') from mail_report where mail_id = ${mailId}) as words,
      (select string_agg(reason || detail::text, ' ') from staff_task where ref = ${personId}) as tasks`;
  expect(row).toEqual({ wishes: 0, words: '', tasks: 'effacé{} effacé{}' });
});
