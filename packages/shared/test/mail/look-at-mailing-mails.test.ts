import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { followUnsubscribeLink } from '../../src/commands/mailings/change-mailing-wishes.ts';
import { retryMailingMails } from '../../src/commands/mailings/retry-mailing-mails.ts';
import { MAILING_WAVE } from '../../src/mail/transport.ts';
import { runEntries } from '../../src/queue/run-entries.ts';
import { readMailingProgress } from '../../src/reads/mailings/read-mailing-progress.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { type MailingRig, startMailingRig } from './mailing-rig.ts';

let database: TestDatabase;
let rig: MailingRig;

beforeEach(async () => {
  database = await createTestDatabase();
  rig = await startMailingRig(database);
});
afterEach(() => database.close());

describe('each mail is looked at again when it leaves', () => {
  const whom = async () => {
    const { person, po } = await rig.treasurer();
    const id = await rig.prepared();
    return { id, person, po };
  };
  test.each([
    [
      'left-roles',
      'the role has ended',
      (sql: MailingRig['sql']) => sql`update role_assignment set period = '[2020-09-01,2021-01-01)'`,
    ],
    ['deceased', 'the person has died', (sql: MailingRig['sql']) => sql`update person set deceased = true`],
    [
      'suppressed',
      'the address was refused for good',
      (sql: MailingRig['sql']) =>
        sql`insert into mail_suppression (address_key, reason) select lower(to_address), 'x' from mail where kind = 'mailing'`,
    ],
    [
      'left-list',
      'the kind was left',
      (sql: MailingRig['sql']) =>
        sql`insert into mailing_opt_out (person_id, kind, via) select person_id, 'information', 'link' from mailing_recipient`,
    ],
  ])('%s: it does not leave when %s meanwhile', async (code, _why, happen) => {
    const { id } = await whom();
    await happen(rig.sql);
    await rig.run();
    expect(rig.sent).toEqual([]);
    expect(await rig.fates(id)).toEqual({ [`cancelled ${code}`]: 1 });
    await rig.run();
    expect(await rig.mailingOf(id)).toMatchObject({ state: 'sent' });
  });

  test('somebody chosen by hand gets it whatever the roles, and so does who was merged into another record', async () => {
    const by = await rig.build.person({ email: 'chosen@mail.example' });
    const { person, po } = await rig.treasurer();
    await rig.build.mandate(by.id, po.id, { from: '2020-09-01', to: null });
    const id = await rig.prepared({
      criteria: { roles: ['treasurer'], pos: {}, day: null, fallbacks: [], include: [by.id], exclude: [] },
    });
    const stays = await rig.build.person({ firstName: 'Jeanne', email: person.email });
    await rig.sql`update mandate set person_id = ${stays.id} where person_id = ${person.id}`;
    const [cause] = await rig.sql`select id from cause limit 1`;
    await rig.sql`update person set merged_into = ${stays.id}, merged_by = ${cause?.id} where id = ${person.id}`;
    await rig.run();
    expect(await rig.fates(id)).toEqual({ sent: 2 });
  });
});

describe('somebody whose record changed meanwhile', () => {
  const merge = async (from: string, into: string) => {
    const [cause] = await rig.sql`select id from cause limit 1`;
    await rig.sql`update mandate set person_id = ${into} where person_id = ${from}`;
    await rig.sql`update person set merged_into = ${into}, merged_by = ${cause?.id} where id = ${from}`;
  };

  test('is not written to after leaving the PO, chosen by hand or not', async () => {
    const { po } = await rig.treasurer({ email: null });
    const by = await rig.build.person({ email: 'chosen@mail.example' });
    await rig.build.mandate(by.id, po.id, { from: '2020-09-01', to: null });
    const id = await rig.prepared({
      criteria: { roles: [], pos: {}, day: null, fallbacks: [], include: [by.id], exclude: [] },
    });
    await rig.sql`update mandate set period = '[2020-09-01,2021-01-01)' where person_id = ${by.id}`;
    await rig.run();
    expect(rig.sent).toEqual([]);
    expect(await rig.fates(id)).toEqual({ 'cancelled left-roles': 1 });
  });

  test('gets it once when both records of the person were written to', async () => {
    const [one, other] = [await rig.treasurer(), await rig.treasurer()];
    const id = await rig.prepared();
    await merge(one.person.id, other.person.id);
    await rig.run();
    expect(rig.sent.map(({ to }) => to.address)).toEqual([other.person.email]);
    expect(await rig.fates(id)).toEqual({ 'cancelled merged': 1, sent: 1 });
    // A link of either record is the person's.
    const [mail] = await rig.sql`select mail_id from mailing_recipient where person_id = ${one.person.id}`;
    const wish = await followUnsubscribeLink({ db: database.db('extranet') }, String(mail?.mail_id));
    expect(wish).toEqual({ personId: other.person.id, kind: 'information', left: false });
  });

  test('is not written to once erased, not even when staff send what failed again', async () => {
    const { person } = await rig.treasurer();
    await rig.treasurer();
    const id = await rig.prepared();
    rig.mailer.answer = async ({ to }) =>
      to.address === person.email
        ? { result: 'refused', responseCode: 550, words: '5.7.1 policy' }
        : { result: 'sent', responseCode: 250 };
    await rig.run();
    await rig.sql`select erase_person_rows(${person.id})`;
    await retryMailingMails(rig.office(), { mailingId: id });
    await rig.run();
    expect(rig.sent).toHaveLength(2);
    expect(await rig.fates(id)).toEqual({ 'cancelled erased': 1, sent: 1 });
  });

  test('gets it at the address that was noted since, by name only when it is proven, and at none when there is none', async () => {
    const [moved, proven, silent] = [await rig.treasurer(), await rig.treasurer(), await rig.treasurer()];
    const id = await rig.prepared();
    await rig.sql`update person set email = 'neuve@mail.example' where id = ${moved.person.id}`;
    await rig.sql`update person set email = 'sienne@mail.example', first_name = 'Colette', last_name = 'Vandenbosch'
      where id = ${proven.person.id}`;
    await rig.build.account(proven.person.id, 'sienne@mail.example');
    await rig.sql`update person set email = null where id = ${silent.person.id}`;
    await rig.run();
    const written = rig.sent.map(({ to }) => to).sort((a, b) => a.address.localeCompare(b.address));
    expect(written).toEqual([
      { address: 'neuve@mail.example', name: '' },
      { address: 'sienne@mail.example', name: 'Colette Vandenbosch' },
    ]);
    expect(await rig.fates(id)).toEqual({ 'cancelled no-address': 1, sent: 2 });
  });

  test('gets it after all once the dead address is corrected; an address that stays blocked is left alone', async () => {
    const [mended, dead] = [await rig.treasurer(), await rig.treasurer()];
    const id = await rig.prepared();
    rig.mailer.answer = async () => ({ result: 'refused', responseCode: 550, words: '5.1.1 nobody' });
    await rig.run();
    const db = database.db('backoffice');
    expect(await readMailingProgress(db, rig.staff, id, new Date())).toMatchObject({
      ...{ fates: { failed: 2 }, retriable: 0 },
    });
    await expect(retryMailingMails(rig.office(), { mailingId: id })).rejects.toMatchObject({ code: 'conflict' });
    await rig.sql`update person set email = 'juste@mail.example' where id = ${mended.person.id}`;
    expect(await readMailingProgress(db, rig.staff, id, new Date())).toMatchObject({ retriable: 1 });
    rig.mailer.answer = async () => ({ result: 'sent', responseCode: 250 });
    expect(await retryMailingMails(rig.office(), { mailingId: id })).toEqual({ retried: 1 });
    await rig.run();
    expect(rig.sent.slice(2).map(({ to }) => to.address)).toEqual(['juste@mail.example']);
    const blocked = await rig.sql`select address_key from mail_suppression order by 1`;
    expect(blocked.map(({ address_key }) => address_key)).toEqual([mended.person.email, dead.person.email].sort());
  });

  test('is looked at again when a server kept everybody waiting', async () => {
    for (let n = 0; n < MAILING_WAVE + 2; n += 1) await rig.treasurer();
    const id = await rig.prepared();
    const now = performance.now.bind(performance);
    const clock = jest.spyOn(performance, 'now');
    rig.mailer.answer = async () => {
      clock.mockImplementation(() => now() + 60_000);
      await rig.sql`update person set deceased = true`;
      return { result: 'sent', responseCode: 250 };
    };
    const ids = await rig.sql<{ id: string }[]>`select id from outbox where kind = 'mailing-mail'`;
    await runEntries(
      rig.work,
      rig.handlers,
      ids.map((row) => row.id),
    );
    clock.mockRestore();
    await rig.run();
    // The wave that was under way has left; nobody else has.
    expect(rig.sent).toHaveLength(MAILING_WAVE);
    expect(await rig.fates(id)).toEqual({ 'cancelled deceased': 2, sent: MAILING_WAVE });
  });
});
