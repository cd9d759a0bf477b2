import { type SQL, sql } from 'drizzle-orm';
import type { ReportKind } from '../../domain/mailings/mail-report.ts';

/** What is known of a mail beyond its row, as `newestReport` gives it. */
export type ReportSaid = { kind: ReportKind; status: string | null; words: string };

/**
 * The report that counts of the mail `m` in the statement: a `ReportSaid` as JSON, or null. A complaint before what came
 * back, that before what is delivered or delayed; what a server said to a try counts until the next one.
 */
export const newestReport: SQL = sql`(select jsonb_build_object('kind', r.kind, 'status', r.status, 'words', r.server_words)
  from mail_report r where r.mail_id = m.id and (r.source <> 'smtp'
    or (m.state = 'failed' and r.kind = 'bounced') or (m.state = 'pending' and r.kind = 'delayed'))
  order by array_position(array['complained', 'bounced', 'delivered', 'delayed'], r.kind), r.received_at desc, r.id desc limit 1)`;

/** Whether the mail `m` in the statement left, and came back since. */
export const cameBack: SQL = sql`(m.state = 'sent' and ${newestReport} ->> 'kind' is not distinct from 'bounced')`;
