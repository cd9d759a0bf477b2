import { sql } from 'drizzle-orm';
import type { PersonMail } from '../contracts/persons.ts';
import type { Database } from '../db/client.ts';
import type { MailState } from '../db/tables/mail.ts';
import { ERASED } from '../domain/erased.ts';
import { sayFate } from '../mail/mail-fate.ts';
import { newestReport, type ReportSaid } from '../mail/reports/newest-report.ts';
import { MAIL_NAMES } from '../mail/mail-names.ts';
import { isMemberMail } from '../mail/preview-member-letter.ts';

const SHOWN = 50;

type Row = {
  id: string;
  kind: string;
  to_address: string;
  state: MailState;
  error_code: string | null;
  created_at: string;
  sent_at: string | null;
  due_at: string | null;
  words: string | null;
  report: ReportSaid | null;
  request_id: string | null;
};

/** The newest mails to a person: about the account and the mandates, and those about what the person sent. */
export async function listPersonMails(db: Database, personId: string, now: Date): Promise<PersonMail[]> {
  const rows = await db.execute<Row>(sql`
    with theirs as (
      select id from mail where person_id = ${personId}
      union select m.id from member_account a join mail m on m.account_id = a.id where a.person_id = ${personId}
      union select m.id from submission s join mail m on m.submission_id = s.id
        where s.submitter_person_id = ${personId} and lower(m.to_address) = lower(s.submitter_email)
    )
    select m.id, m.kind, m.to_address, m.state, m.error_code, m.created_at, m.sent_at, o.next_at as due_at,
      t.detail ->> 'words' as words, ${newestReport} as report,
      coalesce(m.request_id, (select id from change_request r where r.submission_id = m.submission_id order by position limit 1)) as request_id
    from theirs join mail m using (id)
      left join outbox o on o.kind in ('mail', 'mailing-mail') and o.ref = m.id::text and o.state = 'pending'
      left join staff_task t on t.kind = 'mail-failed' and t.ref = m.id::text
    order by m.created_at desc, m.id desc limit ${SHOWN}`);
  return rows.map((row) => {
    const { fate, trouble } = sayFate(
      {
        ...{ state: row.state, errorCode: row.error_code, report: row.report?.kind ?? null },
        dueAt: row.due_at === null ? null : new Date(row.due_at),
      },
      now,
    );
    return {
      id: row.id,
      kind: MAIL_NAMES[row.kind] ?? 'Mail',
      to: row.to_address,
      at: new Date(row.sent_at ?? row.created_at).toISOString(),
      fate,
      trouble,
      words: trouble ? row.report?.words || row.words : null,
      // What an erasure or its age left of a mail says nothing any more.
      shown: isMemberMail(row.kind) && row.to_address !== ERASED,
      requestId: row.request_id,
    };
  });
}
