import { sql } from 'drizzle-orm';
import type { MailingLine, MailingList } from '../../contracts/mailing-view.ts';
import type { Database } from '../../db/client.ts';
import type { MailingKind } from '../../domain/mailings/mailing-kinds.ts';
import type { MailingState } from '../../domain/mailings/mailing-states.ts';
import { hasLeft } from '../../domain/mailings/mailing-transitions.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { cameBack } from '../../mail/reports/newest-report.ts';

const SHOWN = 50;

const STATES: Record<MailingList, readonly MailingState[]> = {
  open: ['draft', 'submitted', 'scheduled', 'preparing', 'sending', 'paused'],
  gone: ['sent', 'stopped'],
  discarded: ['discarded'],
};

type Asked = { regionId: string; list: MailingList; after: string | null };

type Row = {
  id: string;
  kind: MailingKind;
  subject: string;
  state: MailingState;
  version: number;
  created_by: string;
  updated_by: string;
  updated_at: string;
  scheduled_for: string | null;
  ended_at: string | null;
};

/** The mailings of a secretariat, newest first; `after` is the last one of the page before. */
export async function listMailings(
  db: Database,
  { regionId, list, after }: Asked,
): Promise<{ mailings: MailingLine[]; more: boolean }> {
  const states = sql.join(
    STATES[list].map((state) => sql`${state}`),
    sql`, `,
  );
  const rows = await db.execute<Row>(sql`
    select m.id, m.kind, m.subject, m.state, m.version, c.name as created_by, u.name as updated_by,
      m.updated_at, m.scheduled_for, m.ended_at
    from mailing m join staff_user c on c.id = m.created_by join staff_user u on u.id = m.updated_by
    where m.region_id = ${regionId} and m.state in (${states})
      ${after === null ? sql`` : sql`and (m.created_at, m.id) < (select created_at, id from mailing where id = ${after})`}
    order by m.created_at desc, m.id desc limit ${SHOWN + 1}`);
  const shown = rows.slice(0, SHOWN);
  const counts = await countMails(
    db,
    shown.filter(({ state }) => hasLeft(state)).map(({ id }) => id),
  );
  return {
    mailings: shown.map((row) => ({
      ...{ id: row.id, kind: row.kind, subject: row.subject, state: row.state, version: row.version },
      ...{ createdBy: row.created_by, updatedBy: row.updated_by },
      updatedAt: isoOf(row.updated_at),
      scheduledFor: row.scheduled_for && isoOf(row.scheduled_for),
      endedAt: row.ended_at && isoOf(row.ended_at),
      counts: counts.get(row.id) ?? null,
    })),
    more: rows.length > SHOWN,
  };
}

type Counts = NonNullable<MailingLine['counts']>;

async function countMails(db: Database, ids: readonly string[]): Promise<Map<string, Counts>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute<Counts & { id: string }>(sql`
    select r.mailing_id as id, count(*)::int as people, count(r.mail_id)::int as mails,
      count(*) filter (where m.state = 'sent' and not ${cameBack})::int as sent,
      count(*) filter (where m.state in ('failed', 'unknown') or ${cameBack})::int as undelivered
    from mailing_recipient r left join mail m on m.id = r.mail_id
    where r.mailing_id = any(${uuidList(ids)}) group by r.mailing_id`);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

function isoOf(stored: string): string {
  return new Date(stored).toISOString();
}
