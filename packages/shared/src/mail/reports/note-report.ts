import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { mailReport } from '../../db/tables/mail-report.ts';
import { LEAVABLE_KINDS } from '../../domain/mailings/mailing-kinds.ts';
import type { ReportKind, ReportSource } from '../../domain/mailings/mail-report.ts';
import { SETTINGS } from '../../settings/settings.ts';
import { saysNobodyIsThere } from '../dead-mailbox.ts';
import { ERASED } from '../../domain/erased.ts';

export type MailReport = {
  messageKey: string;
  mailId: string | null;
  kind: ReportKind;
  status: string | null;
  words: string;
  source: ReportSource;
};

export type NotedReport =
  /** The message was recorded before. */
  | { noted: 'known' }
  /** It fits none of our mails. */
  | { noted: 'unmatched'; id: string }
  | {
      noted: 'recorded';
      id: string;
      mail: ReportedMail;
      /** Nothing more is written to the address. */
      blocked: boolean;
      /** People who have a task for it. */
      people: string[];
      /** Kinds of mailings that a complaint left. */
      left: string[];
    };

export type ReportedMail = { id: string; kind: string; address: string; personId: string | null };

/**
 * Writes down what a server said of a mail, once per message, with what follows: an address where nobody is, or that
 * refused several mails in a row, is written to no more and becomes a task; a complaint leaves what may be left.
 */
export async function noteReport(tx: Transaction, report: MailReport, at: Date): Promise<NotedReport> {
  const mail = report.mailId === null ? null : await findMail(tx, report.mailId);
  const [row] = await tx
    .insert(mailReport)
    // A server's words often hold the address, which an erased mail says no more.
    .values({
      ...report,
      words: mail?.address === ERASED ? '' : report.words,
      mailId: mail?.id ?? null,
      receivedAt: at,
    })
    .onConflictDoNothing({ target: mailReport.messageKey })
    .returning({ id: mailReport.id });
  if (!row) return { noted: 'known' };
  if (!mail) return { noted: 'unmatched', id: row.id };
  const recorded = { noted: 'recorded' as const, id: row.id, mail, blocked: false, people: [], left: [] };
  if (report.kind === 'bounced') return { ...recorded, ...(await bounced(tx, mail, report)) };
  if (report.kind === 'complained') return { ...recorded, ...(await complained(tx, mail)) };
  return recorded;
}

async function findMail(tx: Transaction, mailId: string): Promise<ReportedMail | null> {
  const [mail] = await tx.execute<ReportedMail>(sql`
    select m.id, m.kind, lower(m.to_address) as address, coalesce(m.person_id, a.person_id) as "personId"
    from mail m left join member_account a on a.id = m.account_id where m.id = ${mailId}::uuid`);
  return mail ?? null;
}

async function bounced(
  tx: Transaction,
  mail: ReportedMail,
  { status, words }: MailReport,
): Promise<{ blocked: boolean; people: string[] }> {
  if (mail.address === ERASED) return { blocked: false, people: [] };
  const gone = saysNobodyIsThere(`${status ?? ''} ${words}`);
  if (!gone && !(await cameBackAgain(tx, mail))) return { blocked: false, people: [] };
  await tx.execute(sql`
    insert into mail_suppression (address_key, reason) values (${mail.address}, ${words || (status ?? '')}) on conflict do nothing`);
  const reason = gone
    ? 'Cette adresse n’existe plus, dit son serveur : plus aucun mail n’y part. Notez la bonne adresse, ou dites que celle-ci est juste.'
    : 'Plusieurs mails de suite sont revenus de cette adresse : plus aucun n’y part. Notez une autre adresse, ou dites que celle-ci est juste.';
  const detail = { address: mail.address, mailId: mail.id, words: words || status };
  const people = await tx.execute<{ ref: string }>(sql`
    insert into staff_task (kind, ref, reason, detail)
    select 'address-to-correct', p.id::text, ${reason}, ${JSON.stringify(detail)}::jsonb || jsonb_build_object('personId', p.id)
    from person p where (p.id = ${mail.personId}::uuid or p.email_key = ${mail.address}) and not p.deceased and p.erased_at is null
    order by p.id limit 20
    on conflict (kind, ref) do update set reason = excluded.reason, detail = excluded.detail, created_at = now(), done_at = null,
      done_by = null
    returning ref`);
  return { blocked: true, people: people.map(({ ref }) => ref) };
}

/** Whether so many of the newest mails to the address came back as the secretariat has chosen. */
async function cameBackAgain(tx: Transaction, { address, personId }: ReportedMail): Promise<boolean> {
  const [row] = await tx.execute<{ again: boolean }>(sql`
    with chosen as (
      select coalesce((select (s.value #>> '{}')::int from mandate d join po on po.id = d.po_id
        join setting s on s.region_id = po.region_id and s.key = 'bounces-in-a-row'
        where d.person_id = ${personId}::uuid order by upper(d.period) desc limit 1), ${SETTINGS['bounces-in-a-row'].given}::int) as most
    ), newest as (
      select exists (select from mail_report r where r.mail_id = m.id and r.kind = 'bounced'
        and (r.source <> 'smtp' or m.state = 'failed')) as back
      from mail m where lower(m.to_address) = ${address} and m.state in ('sent', 'failed')
        and m.error_code is distinct from 'suppressed'
      order by m.created_at desc limit (select most from chosen)
    )
    select count(*) filter (where back) >= (select most from chosen) as again from newest`);
  return row?.again ?? false;
}

/** Never a suppression: what a role obliges to is still written, and staff see the complaint. */
async function complained(
  tx: Transaction,
  { id, address, personId }: ReportedMail,
): Promise<{ people: string[]; left: string[] }> {
  if (personId === null) return { people: [], left: [] };
  const kinds = JSON.stringify(LEAVABLE_KINDS);
  const left = await tx.execute<{ kind: string }>(sql`
    insert into mailing_opt_out (person_id, kind, via)
    select p.id, kind, 'complaint' from jsonb_array_elements_text(${kinds}::jsonb) kind, person p
    where p.id = ${personId} and p.erased_at is null
    on conflict do nothing returning kind`);
  const reason =
    'Cette personne a signalé un de nos mails comme indésirable. Les courriers qu’on peut quitter ne lui sont plus envoyés ; ceux que son rôle impose partent toujours. Parlez-en avec elle.';
  const detail = JSON.stringify({ address, mailId: id, personId });
  await tx.execute(sql`
    insert into staff_task (kind, ref, reason, detail) values ('complaint', ${personId}, ${reason}, ${detail}::jsonb)
    on conflict (kind, ref) do update set reason = excluded.reason, detail = excluded.detail, created_at = now(), done_at = null,
      done_by = null`);
  return { people: [personId], left: left.map(({ kind }) => kind) };
}
