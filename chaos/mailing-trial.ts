import { fileURLToPath } from 'node:url';
import type { StaffActor } from '../packages/shared/src/commands/context.ts';
import { pauseMailing } from '../packages/shared/src/commands/mailings/pause-mailing.ts';
import { resumeMailing } from '../packages/shared/src/commands/mailings/resume-mailing.ts';
import { sendMailing } from '../packages/shared/src/commands/mailings/send-mailing.ts';
import { MAILING_JOBS, MAILING_WAVE } from '../packages/shared/src/mail/transport.ts';
import type { TestDatabase } from '../packages/shared/src/testing/database.ts';
import { startDurableCluster } from '../packages/shared/src/testing/durable-cluster.ts';
import { startTestMailbox } from '../packages/shared/src/testing/mailbox.ts';
import { insertMailing, MAILING_LIMITS } from '../packages/shared/src/testing/mailing-builder.ts';
import { insertRecipients } from '../packages/shared/src/testing/mailing-crowd.ts';
import { registerBuilder, TEST_TOKEN_KEYS, testContext } from '../packages/shared/src/testing/register-builder.ts';
import { startWorkerProcess } from '../packages/worker/test/worker-process.ts';
import { startNaiveProcess } from './naive-process.ts';
import { startVictims } from './victims.ts';
import type { Victim } from './workload.ts';

export type MailingTrialOptions = { subject: 'ledger' | 'naive'; recipients: number; kills: number; outages: number };

export type MailingReport = {
  /** Recipients who neither got it nor are shown as failed, unknown or cancelled. */
  unaccounted: number;
  /** Copies beyond the first. */
  duplicates: number;
  /** Mails that arrived at somebody who had left the role, or whose address was blocked, before they were sent. */
  wrong: number;
  shown: number;
  ended: boolean;
};

const PATIENCE_MS = 180_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends a mailing while its workers are killed and the mail server is away, says "later", refuses and breaks off. */
export async function runMailingTrial(options: MailingTrialOptions): Promise<MailingReport> {
  const cluster = await startDurableCluster();
  const mailbox = await startTestMailbox();
  const { database } = cluster;
  const staff = await registerBuilder(database.db('migrator')).staff();
  await insertRecipients(database, options.recipients);
  const subject = await (options.subject === 'ledger' ? ledgerMailing : naiveMailing)(database, mailbox.url, staff);
  const victims = startVictims(2, subject.startWorker);
  try {
    await victims.start();
    const arrived = () =>
      new Set(
        mailbox.messages.flatMap(({ to }) =>
          (Array.isArray(to) ? [] : (to?.value ?? [])).map(({ address }) => address),
        ),
      );
    const share = (part: number) => until(() => Promise.resolve(arrived().size >= options.recipients * part));
    await share(0.1);
    const gone = await subject.leave();
    mailbox.script({ kind: 'refuse', code: 451 }, Math.ceil(options.recipients / 100));
    mailbox.script({ kind: 'refuse', code: 550 }, Math.ceil(options.recipients / 100));
    mailbox.script({ kind: 'drop-after-data' }, 2);
    const faults = options.kills + options.outages;
    for (let n = 0; n < faults; n += 1) {
      await share(0.1 + (0.6 * n) / faults);
      if (n % Math.ceil(faults / Math.max(options.outages, 1)) === 0 && n > 0) {
        await mailbox.shut();
        await pause(300);
        await mailbox.open();
      } else await victims.killOne();
    }
    const ended = await until(() => subject.isOver());
    const copies = mailbox.messages.map(({ messageId }) => messageId ?? '');
    const addresses = arrived();
    return {
      ...(await subject.account(addresses)),
      duplicates: copies.length - new Set(copies).size,
      wrong: [...gone].filter((address) => addresses.has(address)).length,
      ended,
    };
  } finally {
    await victims.close();
    await mailbox.close();
    await cluster.close();
  }
}

/** The goals; the control must miss one of them, or the trial proves nothing. */
export function mailingVerdict({ subject, kills }: MailingTrialOptions, report: MailingReport): string[] {
  const reasons = [
    ...(report.unaccounted > 0 ? [`${report.unaccounted} unaccounted`] : []),
    ...(report.duplicates > kills * MAILING_JOBS * MAILING_WAVE ? [`${report.duplicates} sent again`] : []),
    ...(report.wrong > 0 ? [`${report.wrong} to people who had left or are blocked`] : []),
    ...(report.ended ? [] : ['not at its end']),
  ];
  if (subject === 'ledger') return reasons;
  return reasons.length > 0 ? [] : ['the control passes: the faults are too tame'];
}

type Subject = {
  startWorker(): Promise<Victim>;
  /** Some who were not written to yet leave their role or are blocked; resolves with their addresses. */
  leave(): Promise<Set<string>>;
  isOver(): Promise<boolean>;
  account(arrived: ReadonlySet<string | undefined>): Promise<Pick<MailingReport, 'unaccounted' | 'shown'>>;
};

async function ledgerMailing(database: TestDatabase, smtpUrl: string, staff: StaffActor): Promise<Subject> {
  const sql = database.sql('admin');
  const office = () => testContext(database.db('backoffice'), staff);
  await sql`
    insert into setting (region_id, key, value, updated_by) select ${staff.regionId}, key, '0'::jsonb, ${staff.id}
    from unnest(array['mailing-rate', 'mailing-domain-rate']) key`;
  const { id } = await insertMailing(database.db('migrator'), staff);
  await sendMailing(office(), { mailingId: id, version: 1, at: null }, { fourEyes: false, limits: MAILING_LIMITS });
  return {
    async startWorker() {
      const worker = await startWorkerProcess({
        ...{ databaseUrl: database.url('worker'), smtpUrl, tokenKeys: TEST_TOKEN_KEYS, smtpTimeoutSeconds: 3 },
      });
      return {
        end: worker.end,
        output: worker.output,
        gone: new Promise((resolve) => worker.child.once('exit', resolve)),
      };
    },
    async leave() {
      await pauseMailing(office(), { mailingId: id });
      await until(async () => (await sql`select from mail where kind = 'mailing' and state = 'sending'`).length === 0);
      const gone = await sql<{ address: string }[]>`
        with chosen as (
          select person_id, to_address, row_number() over (order by id desc) n from mail
          where kind = 'mailing' and state = 'pending' order by id desc limit 20
        ), left_role as (
          update role_assignment r set period = '[2020-09-01,2021-01-01)' from mandate d, chosen c
          where d.id = r.mandate_id and d.person_id = c.person_id and c.n <= 10
        ), blocked as (
          insert into mail_suppression (address_key, reason) select lower(to_address), 'x' from chosen where n > 10
        )
        select to_address as address from chosen`;
      await resumeMailing(office(), { mailingId: id });
      return new Set(gone.map(({ address }) => address));
    },
    async isOver() {
      // "Later" means minutes: they pass at once.
      await sql`update outbox set next_at = now() where kind = 'mailing-mail' and state = 'pending' and error_code = '451'`;
      return (await sql`select from mailing where id = ${id} and state = 'sent'`).length === 1;
    },
    async account(arrived) {
      const mails = await sql<{ address: string; state: string }[]>`
        select m.to_address as address, m.state from mailing_recipient r join mail m on m.id = r.mail_id where r.mailing_id = ${id}`;
      const shown = mails.filter(({ state }) => state === 'failed' || state === 'unknown' || state === 'cancelled');
      const lost = mails.filter((mail) => !arrived.has(mail.address) && !shown.includes(mail));
      return { unaccounted: lost.length, shown: shown.length };
    },
  };
}

const naive = fileURLToPath(new URL('./naive-mailing.mjs', import.meta.url));

/** A loop over a list made beforehand, which notes now and then how far it is. A trial must find it out. */
async function naiveMailing(database: TestDatabase, smtpUrl: string): Promise<Subject> {
  const sql = database.sql('admin');
  await sql`create table naive_recipient as select id as n, email as address, false as sent from person where email is not null`;
  await sql`grant select, update on naive_recipient to guichet_worker`;
  return {
    async startWorker() {
      return startNaiveProcess(naive, { DATABASE_URL: database.url('worker'), SMTP_URL: smtpUrl });
    },
    async leave() {
      const gone = await sql<
        { address: string }[]
      >`select address from naive_recipient where not sent order by n desc limit 20`;
      return new Set(gone.map(({ address }) => address));
    },
    isOver: async () => (await sql`select from naive_recipient where not sent`).length === 0,
    async account(arrived) {
      const all = await sql<{ address: string }[]>`select address from naive_recipient`;
      return { unaccounted: all.filter(({ address }) => !arrived.has(address)).length, shown: 0 };
    },
  };
}

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  const began = performance.now();
  while (!(await holds().catch(() => false))) {
    if (performance.now() - began > PATIENCE_MS) return false;
    await pause(30);
  }
  return true;
}
