import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { NOTICE_LABELS, type NoticeKind } from '../domain/notices.ts';
import { requestType } from '../request-types/registry.ts';
import type { MailRow } from './claim-mail.ts';
import type { MailFacts } from './mail-facts.ts';

type Found = { kind: NoticeKind; type: string; po_name: string | null; reference: string };

/** What a mail to staff tells: kinds of requests and POs, nobody's name. Empty for mails to others. */
export async function loadNoticeFacts(tx: Transaction, row: MailRow): Promise<MailFacts['notices']> {
  if (row.kind !== 'staff-notice' && row.kind !== 'staff-digest') return [];
  const which =
    row.kind === 'staff-notice' ? sql`n.id = ${String(row.params.noticeId)}::bigint` : sql`n.digest_id = ${row.id}`;
  const found = await tx.execute<Found>(sql`
    select n.kind, c.type, coalesce(p.name, s.po_typed ->> 'name') as po_name, s.reference
    from notice n join change_request c on c.id = n.request_id join submission s on s.id = c.submission_id
      left join po p on p.id = c.po_id
    where ${which} order by n.id`);
  return found.map(({ kind, type, po_name: poName, reference }) => ({
    kind,
    label: NOTICE_LABELS[kind],
    what: [requestType(type).label, poName ?? ''].filter(Boolean).join(' · '),
    reference,
  }));
}
