import { sql } from 'drizzle-orm';
import type { NoticeView } from '../contracts/notices.ts';
import type { Database } from '../db/client.ts';
import { NOTICE_LABELS, type NoticeKind } from '../domain/notices.ts';
import { requestForm, isRequestTypeName } from '../request-types/forms.ts';

const SHOWN = 20;

type Row = {
  id: string;
  kind: NoticeKind;
  request_id: string;
  type: string;
  po_name: string | null;
  browser: boolean;
  created_at: string;
};

/** The newest notices of one person. They name the kind of request and the PO, and nobody. */
export async function listNotices(db: Database, staffId: string): Promise<NoticeView[]> {
  const rows = await db.execute<Row>(sql`
    select n.id::text, n.kind, n.request_id, c.type, coalesce(p.name, s.po_typed ->> 'name') as po_name, n.browser, n.created_at
    from notice n join change_request c on c.id = n.request_id join submission s on s.id = c.submission_id
      left join po p on p.id = c.po_id
    where n.staff_id = ${staffId} order by n.id desc limit ${SHOWN}`);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    label: NOTICE_LABELS[row.kind],
    requestId: row.request_id,
    typeLabel: isRequestTypeName(row.type) ? requestForm(row.type).label : row.type,
    poName: row.po_name ?? '',
    browser: row.browser,
    at: new Date(row.created_at).toISOString(),
  }));
}
