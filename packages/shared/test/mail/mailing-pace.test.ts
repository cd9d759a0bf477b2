import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { settleMailing } from '../../src/commands/mailings/settle-mailing.ts';
import { lookAtMailingMails, type MailingMail } from '../../src/mail/mailings/look-at-mailing-mails.ts';
import type { OutgoingMail } from '../../src/mail/mailer.ts';
import type { OpenMailings } from '../../src/mail/mailings/open-mailings.ts';
import { sendBatch } from '../../src/mail/mailings/send-batch.ts';
import { type Moment, takeMoments } from '../../src/mail/mailings/take-moments.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { startMailingRig } from './mailing-rig.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const now = (moments: readonly Moment[]) => moments.flatMap((moment) => ('in' in moment ? [moment.in] : []));

describe('moments of mails of mailings', () => {
  test('are one after the other, per domain and in all, whoever takes them', async () => {
    const db = database.db('worker');
    const rates = { overall: 10, perDomain: 4 };
    const domains = ['a.example', 'a.example', 'a.example', 'b.example'];
    const [one, other] = [await takeMoments(db, domains, rates), await takeMoments(db, domains, rates)];
    // Within a second and a half a domain has six moments, and all of them together fifteen.
    const taken = [...now(one), ...now(other)];
    expect(taken).toHaveLength(8);
    const third = await takeMoments(db, domains, rates);
    expect(third.filter((moment) => 'notBefore' in moment).length).toBeGreaterThan(0);
    for (const moment of third) if ('notBefore' in moment) expect(moment.notBefore).toBeGreaterThanOrEqual(1);
    const [ahead] = await database.sql('admin')`
      select bool_and(next_at <= clock_timestamp() + interval '1.6 seconds') as near from mail_pace`;
    expect(ahead).toEqual({ near: true });
  });

  test('are never more than the pace allows, however many ask at once', async () => {
    const db = database.db('worker');
    const batches = await Promise.all(
      Array.from({ length: 6 }, () =>
        takeMoments(
          db,
          Array.from({ length: 20 }, () => 'a.example'),
          { overall: 0, perDomain: 10 },
        ),
      ),
    );
    const granted = batches.flatMap(now);
    // 15 places within a second and a half, and as many more as fall free while the six wait for each other.
    const [spent] = await database.sql(
      'admin',
    )`select extract(epoch from next_at - now())::float8 as ahead from mail_pace`;
    expect(granted.length).toBeGreaterThanOrEqual(15);
    expect(granted.length).toBeLessThan(40);
    expect(spent?.ahead).toBeLessThanOrEqual(1.5);
  });

  test('are free without a pace, and nothing is kept of them', async () => {
    const moments = await takeMoments(database.db('worker'), ['a.example', 'b.example'], { overall: 0, perDomain: 0 });
    expect(moments).toEqual([{ in: 0 }, { in: 0 }]);
    expect(await database.sql('admin')`select * from mail_pace`).toEqual([]);
  });
});

describe('the mails of a mailing that may leave', () => {
  test('are due one after the other at the pace of the secretariat, per domain too', async () => {
    const rig = await startMailingRig(database);
    for (const email of ['1@a.example', '2@a.example', '3@a.example', '1@b.example']) await rig.treasurer({ email });
    const { id } = await rig.draft();
    await rig.send(id);
    await rig.prepare();
    await rig.work.db.transaction((tx) => settleMailing(tx, { id, state: 'sending' }, { overall: 10, perDomain: 0.5 }));
    const due = await rig.work.db.execute<{ to_address: string; seconds: number }>(sql`
      select m.to_address, round(extract(epoch from o.next_at - min(o.next_at) over ()) * 10)::int / 10.0::float8 as seconds
      from outbox o join mail m on m.id::text = o.ref where o.kind = 'mailing-mail' order by m.to_address`);
    const of = (domain: string) =>
      due.filter(({ to_address }) => to_address.endsWith(domain)).map(({ seconds }) => seconds);
    expect(of('a.example').sort((a, b) => a - b)).toEqual([expect.any(Number), 2, 4]);
    expect(of('b.example')[0]).toBeLessThan(1);
  });

  test('have each the pace of their own mailing, when mails of two leave together', async () => {
    const rig = await startMailingRig(database);
    for (const email of ['1@a.example', '2@a.example']) await rig.treasurer({ email });
    const [quick, slow] = [await rig.prepared(), await rig.prepared()];
    const rows = await rig.sql<{ id: string; mail: string }[]>`
      select o.id, m.id as mail from outbox o join mail m on m.id::text = o.ref order by m.created_at, m.id`;
    const looked = await rig.work.db.transaction((tx) =>
      lookAtMailingMails(
        tx,
        rows.map(({ mail }) => mail),
      ),
    );
    const batch = rows.flatMap(({ id, mail }) => {
      const look = looked.get(mail);
      return look?.claim === 'send' ? [{ outboxId: id, mail: look.row }] : [];
    });
    const write = ({ id, toAddress }: MailingMail): OutgoingMail => ({
      ...{
        id,
        to: { address: toAddress, name: '' },
        subject: 'Objet',
        html: '',
        text: '',
        messageId: `<${id}@po.example>`,
      },
      written: 'by-staff',
    });
    const open: OpenMailings['open'] = async (_, { mailingId }) => ({
      // A mail in ten seconds: none of them has a moment now.
      ...{ write, rates: { overall: 0, perDomain: mailingId === slow ? 0.1 : 0 } },
    });
    await sendBatch(rig.work, { open }, batch);
    expect(await rig.fates(quick)).toEqual({ sent: 2 });
    expect(await rig.fates(slow)).toEqual({ pending: 2 });
  });
});
