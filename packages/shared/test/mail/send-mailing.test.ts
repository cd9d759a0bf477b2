import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { pauseMailing } from '../../src/commands/mailings/pause-mailing.ts';
import { prepareMailing } from '../../src/commands/mailings/prepare-mailing.ts';
import { resumeMailing } from '../../src/commands/mailings/resume-mailing.ts';
import { sendMailing } from '../../src/commands/mailings/send-mailing.ts';
import { stopMailing } from '../../src/commands/mailings/stop-mailing.ts';
import { sendBatch } from '../../src/mail/mailings/send-batch.ts';
import { lookAtMailingMails } from '../../src/mail/mailings/look-at-mailing-mails.ts';
import { listMailingRecipients } from '../../src/reads/mailings/list-mailing-recipients.ts';
import { listMailings } from '../../src/reads/mailings/list-mailings.ts';
import { readMailingProgress } from '../../src/reads/mailings/read-mailing-progress.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { EVERY_TREASURER, MAILING_LIMITS } from '../../src/testing/mailing-builder.ts';
import { type MailingRig, startMailingRig } from './mailing-rig.ts';

let database: TestDatabase;
let rig: MailingRig;

beforeEach(async () => {
  database = await createTestDatabase();
  rig = await startMailingRig(database);
});
afterEach(() => database.close());

const act = async (what: typeof pauseMailing, id: string) => what(rig.office(), { mailingId: id });

describe('a mailing that is sent', () => {
  test('is computed, kept with its reasons, leaves once to each, and is sent when all have met their end', async () => {
    const { person, po } = await rig.treasurer();
    await rig.treasurer({ email: null });
    const blocked = await rig.treasurer();
    await rig.sql`insert into mail_suppression (address_key, reason) values (${blocked.person.email ?? ''}, 'x')`;
    const { id } = await rig.draft();
    await rig.send(id);
    await rig.run();
    await rig.run();
    expect(await rig.mailingOf(id)).toMatchObject({ state: 'sent' });
    const kept = await rig.sql`
      select r.person_id, r.obstacle, r.reasons, m.cause_key, m.to_name from mailing_recipient r left join mail m on m.id = r.mail_id
      where r.mailing_id = ${id} order by r.obstacle nulls first`;
    expect(kept).toMatchObject([
      {
        ...{ person_id: person.id, obstacle: null, cause_key: `mailing/${id}/${person.id}`, to_name: '' },
        reasons: [{ poId: po.id, role: 'treasurer', since: '2020-09-01', insteadOf: null }],
      },
      { obstacle: 'no-address' },
      { obstacle: 'suppressed' },
    ]);
    expect(rig.sent.map(({ to }) => to)).toEqual([{ address: person.email, name: '' }]);
    const { computedOn, startedAt, endedAt, preparedAt } = await rig.mailingOf(id);
    expect([computedOn, startedAt, endedAt, preparedAt]).not.toContain(null);
  });

  test('keeps the POs of its audience, however it is narrowed, also where nobody holds the role', async () => {
    const { po } = await rig.treasurer();
    const [silent, elsewhere] = [await rig.build.po(), await rig.build.po()];
    for (const { id } of [po, silent]) await rig.build.school(id, { district: 'Dinant' });
    await rig.build.school(elsewhere.id, { district: 'Namur' });
    const id = await rig.prepared({ criteria: { ...EVERY_TREASURER, pos: { districts: ['Dinant'] } } });
    const kept = await rig.sql`select po_id from mailing_po where mailing_id = ${id}`;
    expect(kept.map((row) => row.po_id as string).toSorted()).toEqual([po.id, silent.id].toSorted());
  });

  test('names the person only to an address that its owner has proven', async () => {
    const { person } = await rig.treasurer({ firstName: 'Colette', lastName: 'Vandenbosch' });
    await rig.build.account(person.id, person.email ?? '');
    await rig.prepared();
    await rig.run();
    expect(rig.sent.map(({ to }) => to.name)).toEqual(['Colette Vandenbosch']);
  });

  test('writes nothing more when its preparation runs again', async () => {
    for (let n = 0; n < 3; n += 1) await rig.treasurer();
    const id = await rig.prepared();
    const row = await rig.mailingOf(id);
    await rig.work.db.transaction(async (db) => {
      // As after a kill between the commit and the note that it is done.

      await prepareMailing({ ...rig.work, db }, { ...row, state: 'preparing' }, { overall: 0, perDomain: 0 });
    });
    const [counts] = await rig.sql`
      select (select count(*) from mail where kind = 'mailing')::int as mails, (select count(*) from mailing_recipient)::int as people,
        (select count(*) from outbox where kind = 'mailing-mail')::int as work`;
    expect(counts).toEqual({ mails: 3, people: 3, work: 3 });
    expect(await rig.mailingOf(id)).toMatchObject({ state: 'sending' });
  });

  test.each([0, 1])('with nobody to write to is a draft again, says so, and tells who sent it: %i found', async (n) => {
    if (n > 0) await rig.treasurer({ email: null });
    const { id } = await rig.draft();
    await rig.send(id);
    await rig.prepare();
    expect(await rig.mailingOf(id)).toMatchObject({ state: 'draft', remark: expect.stringMatching(/personne/) });
    const told = await rig.sql`select params from mail where kind = 'mailing-notice'`;
    expect(told).toMatchObject([{ params: { stage: 'nobody', staffId: rig.staff.id } }]);
    const [none] = await rig.sql`select count(*)::int as n from mailing_recipient`;
    expect(none).toEqual({ n: 0 });
  });

  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  const plan = async (id: string, at: Date) =>
    sendMailing(
      rig.office(),
      { mailingId: id, version: (await rig.mailingOf(id)).version, at: at.toISOString() },
      { fourEyes: false, limits: MAILING_LIMITS },
    );

  test('waits for its moment, and is computed then, however late the worker comes', async () => {
    const { id } = await rig.draft();
    await plan(id, inHours(1));
    await rig.run();
    expect(await rig.mailingOf(id)).toMatchObject({ state: 'scheduled' });
    await rig.treasurer();
    await rig.run(inHours(50));
    await rig.run(inHours(50));
    expect(rig.sent).toHaveLength(1);
  });

  test('that was planned anew does not leave at the moment of before', async () => {
    const { id } = await rig.draft();
    await plan(id, inHours(1));
    // Sent earlier than planned, to nobody: it is a draft again.
    await rig.send(id);
    await rig.run();
    expect(await rig.mailingOf(id)).toMatchObject({ state: 'draft' });
    const { person } = await rig.treasurer();
    await plan(id, inHours(5));
    await rig.run(inHours(2));
    expect(await rig.mailingOf(id)).toMatchObject({ state: 'scheduled' });
    await rig.run(inHours(6));
    await rig.run(inHours(6));
    // The other mail told the writer that there was nobody.
    expect(rig.sent.filter(({ to }) => to.address === person.email)).toHaveLength(1);
  });

  test('has written nothing when its worker dies while it prepares, and is prepared whole by the next', async () => {
    for (let n = 0; n < 3; n += 1) await rig.treasurer();
    const { id } = await rig.draft();
    await rig.send(id);
    const row = await rig.mailingOf(id);
    const killed = rig.work.db.transaction(async (db) => {
      await prepareMailing({ ...rig.work, db }, row, { overall: 0, perDomain: 0 });
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await rig.sql`select from mailing_recipient`).toHaveLength(0);
    expect(await rig.mailingOf(id)).toMatchObject({ state: 'preparing', version: row.version });
    await rig.run();
    expect(await rig.fates(id)).toEqual({ sent: 3 });
  });

  test('that cannot be prepared is paused, as the journal says, and goes on when somebody lets it', async () => {
    await rig.treasurer();
    const { id } = await rig.draft();
    await rig.send(id);
    const entry = { id: randomUUID(), kind: 'mailing', ref: `${id}/prepare/2`, attempts: 12 } as const;
    await rig.work.db.transaction(
      (db) => rig.handlers.mailing?.giveUp?.({ ...rig.work, db }, entry, 'TypeError') ?? Promise.resolve(),
    );
    expect(await rig.mailingOf(id)).toMatchObject({ state: 'paused', preparedAt: null });
    const acts =
      await rig.sql`select action, actor_kind from audit_entry where subject_id = ${id} order by id desc limit 1`;
    expect(acts).toMatchObject([{ action: 'pause-mailing', actor_kind: 'system' }]);
    await act(resumeMailing, id);
    await rig.run();
    expect(await rig.fates(id)).toEqual({ sent: 1 });
  });

  test('is sent once when two press the button at the same moment', async () => {
    await rig.treasurer();
    const { id } = await rig.draft();
    const pressed = await Promise.allSettled([rig.send(id), rig.send(id)]);
    expect(pressed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await rig.run();
    expect(rig.sent).toHaveLength(1);
  });
});

describe('a mailing under way', () => {
  test('keeps its mails back while it is paused, and goes on where it was', async () => {
    for (let n = 0; n < 6; n += 1) await rig.treasurer();
    const id = await rig.prepared();
    rig.mailer.answer = async () => {
      if (rig.sent.length === 1) await act(pauseMailing, id);
      return { result: 'sent', responseCode: 250 };
    };
    await rig.run();
    const before = rig.sent.length;
    // The wave that a server was taking has left; no other has.
    expect(before).toBeLessThanOrEqual(4);
    expect(await rig.mailingOf(id)).toMatchObject({ state: 'paused' });
    expect(await rig.fates(id)).toEqual({ pending: 6 - before, sent: before });
    await rig.run();
    expect(rig.sent).toHaveLength(before);
    await act(resumeMailing, id);
    await rig.run();
    await rig.run();
    expect(await rig.fates(id)).toEqual({ sent: 6 });
    expect(new Set(rig.sent.map((mail) => mail.messageId)).size).toBe(6);
  });

  test('never sends what waits once it is stopped', async () => {
    for (let n = 0; n < 6; n += 1) await rig.treasurer();
    const id = await rig.prepared();
    rig.mailer.answer = async () => {
      if (rig.sent.length === 1) await act(stopMailing, id);
      return { result: 'sent', responseCode: 250 };
    };
    await rig.run();
    await rig.run();
    const left = rig.sent.length;
    expect(left).toBeLessThanOrEqual(4);
    expect(await rig.fates(id)).toEqual({ 'cancelled mailing-stopped': 6 - left, sent: left });
    expect(await rig.mailingOf(id)).toMatchObject({ state: 'stopped' });
  });

  test('that is paused while it is prepared keeps its recipients and sends nothing before it goes on', async () => {
    await rig.treasurer();
    const { id } = await rig.draft();
    await rig.send(id);
    const row = await rig.mailingOf(id);
    await act(pauseMailing, id);
    // What was computed when the pause came.
    await rig.work.db.transaction((db) => prepareMailing({ ...rig.work, db }, row, { overall: 0, perDomain: 0 }));
    await rig.run();
    expect(rig.sent).toEqual([]);
    expect(await rig.fates(id)).toEqual({ pending: 1 });
    await act(resumeMailing, id);
    await rig.run();
    expect(await rig.fates(id)).toEqual({ sent: 1 });
  });

  test('that is stopped while it is prepared sends nothing', async () => {
    await rig.treasurer();
    const { id } = await rig.draft();
    await rig.send(id);
    const row = await rig.mailingOf(id);
    await act(stopMailing, id);
    await rig.work.db.transaction((db) => prepareMailing({ ...rig.work, db }, row, { overall: 0, perDomain: 0 }));
    await rig.run();
    expect(rig.sent).toEqual([]);
    expect(await rig.fates(id)).toEqual({ 'cancelled mailing-stopped': 1 });
  });

  test('tries again what a server puts off, fails what it refuses, and shows what is in doubt, without a task for each', async () => {
    for (let n = 0; n < 3; n += 1) await rig.treasurer();
    const id = await rig.prepared();
    const answers = [
      { result: 'deferred', responseCode: 451, code: '451', words: '451 4.7.1 come back later' },
      { result: 'refused', responseCode: 550, words: '5.1.1 nobody' },
      { result: 'ambiguous', code: 'ECONNRESET' },
    ] as const;
    let turn = 0;
    rig.mailer.answer = async () => answers[turn++] ?? { result: 'sent', responseCode: 250 };
    await rig.run();
    expect(await rig.fates(id)).toEqual({ 'failed refused': 1, 'pending 451': 1, 'unknown ECONNRESET': 1 });
    const [tasks] =
      await rig.sql`select count(*)::int as n from staff_task where kind in ('mail-failed', 'mail-unknown')`;
    expect(tasks).toEqual({ n: 0 });
    // Nobody is at that address: it is written to no more.
    const [block] = await rig.sql`select count(*)::int as n from mail_suppression`;
    expect(block).toEqual({ n: 1 });
    const listed = await listMailingRecipients(database.db('backoffice'), rig.staff, { mailingId: id }, new Date());
    expect(listed.recipients.map(({ fate, serverWords, taskId }) => [fate, serverWords, taskId !== null])).toEqual(
      expect.arrayContaining([
        ['deferred', '451 4.7.1 come back later', false],
        ['failed', '550 5.1.1 nobody', true],
        ['unknown', null, false],
      ]),
    );
    await rig.run(new Date(Date.now() + 120_000));
    await rig.run(new Date(Date.now() + 120_000));
    expect(await rig.fates(id)).toEqual({ 'failed refused': 1, sent: 1, 'unknown ECONNRESET': 1 });
    expect(await rig.mailingOf(id)).toMatchObject({ state: 'sent' });
  });

  test('counts what came back later as not delivered, never to be sent again, unless it was read and complained of', async () => {
    for (let n = 0; n < 4; n += 1) await rig.treasurer();
    const id = await rig.prepared();
    await rig.run();
    const mails = await rig.sql<{ id: string }[]>`select id from mail order by id`;
    const report = (
      n: number,
      kind: string,
    ) => rig.sql`insert into mail_report (message_key, mail_id, kind, server_words, source, received_at)
      values (${randomUUID()}, ${mails[n]?.id ?? ''}, ${kind}, 'mailbox full', 'mailbox', now())`;
    await report(0, 'bounced');
    await report(1, 'delivered');
    await report(2, 'bounced');
    await report(2, 'complained');
    const db = database.db('backoffice');
    const { mailings } = await listMailings(db, { regionId: rig.staff.regionId, list: 'gone', after: null });
    expect(mailings.map(({ counts }) => counts)).toEqual([{ people: 4, mails: 4, sent: 3, undelivered: 1 }]);
    const progress = await readMailingProgress(db, rig.staff, id, new Date());
    expect(progress).toMatchObject({
      ...{ fates: { sent: 1, delivered: 1, complained: 1, returned: 1, failed: 0 }, retriable: 0 },
      relief: { mails: 4, others: 4 },
    });
    expect(progress.reasons).toEqual([{ words: 'revenu : il n’a pas pu être remis', count: 1 }]);
    const asked = { mailingId: id, fate: 'returned' } as const;
    const { recipients } = await listMailingRecipients(db, rig.staff, asked, new Date());
    expect(recipients).toMatchObject([
      { fate: 'returned', serverWords: 'mailbox full', taskId: null, retriable: false },
    ]);
  });

  test('whose text cannot be written for one fails that one alone', async () => {
    for (let n = 0; n < 3; n += 1) await rig.treasurer();
    const id = await rig.prepared();
    const ids = (
      await rig.sql<{ id: string; outbox: string }[]>`
      select m.id, o.id as outbox from mail m join outbox o on o.ref = m.id::text order by m.id`
    ).map((row) => row);
    const claims = await rig.work.db.transaction((db) =>
      lookAtMailingMails(
        db,
        ids.map(({ id: mailId }) => mailId),
      ),
    );
    const batch = ids.flatMap(({ id: mailId, outbox }) => {
      const claim = claims.get(mailId);
      return claim?.claim === 'send' ? [{ outboxId: outbox, mail: claim.row }] : [];
    });
    await sendBatch(
      rig.work,
      {
        open: async () => ({
          rates: { overall: 0, perDomain: 0 },
          write(mail) {
            if (mail.id === ids[1]?.id) throw new Error('no text');
            const { id: mailId, messageId } = mail;
            return {
              ...{ id: mailId, messageId, subject: 's', html: 'h', text: 't', written: 'by-staff' },
              to: { address: mail.toAddress, name: '' },
            };
          },
        }),
      },
      batch,
    );
    expect(await rig.fates(id)).toEqual({ 'failed unwritten': 1, sent: 2 });
  });

  test('that a worker left in the middle shows what is in doubt, and sends the rest once', async () => {
    for (let n = 0; n < 6; n += 1) await rig.treasurer();
    const id = await rig.prepared();
    // As a kill leaves it: two begun, under a lease that has run out.
    await rig.sql`
      update mail set state = 'sending', lease_owner = ${randomUUID()}, lease_until = now() - interval '1 second'
      where id in (select id from mail where kind = 'mailing' order by id limit 2)`;
    await rig.run();
    expect(await rig.fates(id)).toEqual({ sent: 4, 'unknown lease-expired': 2 });
    expect(rig.sent).toHaveLength(4);
  });
});
