import { eq } from 'drizzle-orm';
import type { Context, StaffActor } from '../../src/commands/context.ts';
import { sendMailing } from '../../src/commands/mailings/send-mailing.ts';
import { mailing } from '../../src/db/tables/mailing.ts';
import type { Mailer, OutgoingMail } from '../../src/mail/mailer.ts';
import { createHandlers } from '../../src/queue/handlers.ts';
import { runDue } from '../../src/queue/run-due.ts';
import { runEntry } from '../../src/queue/run-entry.ts';
import type { SettingDefaults } from '../../src/settings/settings.ts';
import type { TestDatabase } from '../../src/testing/database.ts';
import { insertMailing, MAILING_LIMITS } from '../../src/testing/mailing-builder.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { workContext } from '../queue/queue-rig.ts';

/** No pace to keep unless a test says so: nothing waits. */
const UNPACED: SettingDefaults = { 'mailing-rate': 0, 'mailing-domain-rate': 0 };

/** A secretariat with treasurers, mailings that are sent to them, and a mail server that does as told. */
export async function startMailingRig(database: TestDatabase, given: SettingDefaults = UNPACED) {
  const build = registerBuilder(database.db('migrator'));
  const staff = await build.staff();
  const sent: OutgoingMail[] = [];
  const mailer: Mailer & { answer: Mailer['send'] } = {
    answer: async () => ({ result: 'sent', responseCode: 250 }),
    async send(mail) {
      sent.push(mail);
      return await mailer.answer(mail);
    },
    closedForMs: () => 0,
    deadlineSeconds: 1,
    interrupt: () => {},
    close: async () => {},
  };
  const work = workContext(database, mailer);
  const handlers = createHandlers({
    ...{
      intakeUrl: 'http://form.example',
      extranetUrl: 'http://extranet.example',
      backofficeUrl: 'http://office.example',
    },
    ...{ settingDefaults: given, mailDomain: 'po.example' },
  });
  const office = (actor: StaffActor = staff): Context =>
    testContext(database.db('backoffice'), actor, () => new Date());
  const sql = database.sql('admin');
  let number = 0;

  const mailingOf = async (id: string) => {
    const [row] = await database.db('migrator').select().from(mailing).where(eq(mailing.id, id));
    if (!row) throw new Error(`no mailing ${id}`);
    return row;
  };
  const draft = (values: Partial<typeof mailing.$inferInsert> = {}) =>
    insertMailing(database.db('migrator'), staff, values);
  const send = async (id: string): Promise<void> => {
    await sendMailing(
      office(),
      { mailingId: id, version: (await mailingOf(id)).version, at: null },
      { fourEyes: false, limits: MAILING_LIMITS },
    );
  };
  /** Prepares, and nothing else. */
  const prepare = async (): Promise<void> => {
    const rows = await sql<{ id: string }[]>`
      select id from outbox where kind = 'mailing' and state = 'pending' and ref like '%/prepare/%'`;
    for (const { id } of rows) await runEntry(work, handlers, id);
  };
  return {
    ...{ build, staff, sent, mailer, work, handlers, office, sql, mailingOf },
    /** A person who is treasurer of a PO, with an address. */
    async treasurer(values: Parameters<typeof build.person>[0] = {}) {
      number += 1;
      const po = await build.po();
      const person = await build.person({ firstName: `Jeanne`, email: `t${number}@mail.example`, ...values });
      await build.mandate(person.id, po.id, { from: '2020-09-01', to: null }, ['treasurer']);
      return { po, person };
    },
    draft,
    send,
    prepare,
    /** A mailing that is sent and prepared, its mails still to leave. */
    async prepared(values: Partial<typeof mailing.$inferInsert> = {}): Promise<string> {
      const { id } = await draft(values);
      await send(id);
      await prepare();
      await sql`update outbox set next_at = now() where kind = 'mailing-mail' and state = 'pending'`;
      return id;
    },
    /** All that is due by then. */
    run: (by: Date = new Date(Date.now() + 5_000)) => runDue(work, handlers, by),
    /** Mails of a mailing by what became of them. */
    async fates(id: string): Promise<Record<string, number>> {
      const rows = await sql<{ fate: string; n: number }[]>`
        select concat_ws(' ', m.state, m.error_code) as fate, count(*)::int as n
        from mailing_recipient r join mail m on m.id = r.mail_id where r.mailing_id = ${id} group by 1 order by 1`;
      return Object.fromEntries(rows.map(({ fate, n }) => [fate, n]));
    },
  };
}

export type MailingRig = Awaited<ReturnType<typeof startMailingRig>>;
