import { sql } from 'drizzle-orm';
import type { OriginView } from '../contracts/pos.ts';
import type { Database } from '../db/client.ts';
import type { CauseKind } from '../db/tables/cause.ts';
import { formatDate, todayInBrussels } from '../domain/dates.ts';
import { formatReference } from '../domain/reference.ts';

type CauseRow = {
  id: string;
  kind: CauseKind;
  actor_label: string;
  at: string;
  request_id: string | null;
  reference: string | null;
  reason: string | null;
};

export type Origins = {
  /** What set the present value of a field: its newest change. Null when it never changed since the row was made. */
  ofField(subjectId: string, field: string): OriginView;
  ofCause(causeId: string | null): OriginView;
};

/** Loads why the values of these rows are what they are (DESIGN.md §4.6). */
export async function loadOrigins(
  db: Database,
  subjectIds: readonly string[],
  causeIds: readonly (string | null)[],
): Promise<Origins> {
  const subjects = JSON.stringify([...new Set(subjectIds)]);
  const changes = await db.execute<{ subject_id: string; field: string; cause_id: string }>(sql`
    select distinct on (subject_id, field) subject_id, field, cause_id from field_change
    where subject_id in (select value::uuid from jsonb_array_elements_text(${subjects}::jsonb))
      and subject_type in ('po', 'school', 'site', 'person')
    order by subject_id, field, id desc`);
  const wanted = new Set([...changes.map(({ cause_id: id }) => id), ...causeIds.filter((id) => id !== null)]);
  const causes = await db.execute<CauseRow>(sql`
    select c.id, c.kind, c.actor_label, c.at, c.request_id, s.reference,
      case c.kind when 'staff-edit' then (
        select e.reason from request_event e where e.request_id = c.request_id and e.event = 'submit' order by e.id limit 1) end as reason
    from cause c left join change_request r on r.id = c.request_id left join submission s on s.id = r.submission_id
    where c.id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify([...wanted])}::jsonb))`);
  const told = new Map(causes.map((row) => [row.id, tell(row)]));
  const ofCause = (causeId: string | null) => (causeId === null ? null : (told.get(causeId) ?? null));
  const newest = new Map(changes.map((row) => [`${row.subject_id} ${row.field}`, row.cause_id]));
  return { ofCause, ofField: (subjectId, field) => ofCause(newest.get(`${subjectId} ${field}`) ?? null) };
}

function tell({ kind, actor_label: actor, at, request_id: requestId, reference, reason }: CauseRow): OriginView {
  const day = formatDate(todayInBrussels(new Date(at)));
  const sentences: Record<CauseKind, string> = {
    request: `demande ${formatReference(reference ?? '')}, le ${day}`,
    import: `registre officiel, le ${day}`,
    'staff-edit': `secrétariat (${actor}), le ${day}`,
    'self-service': `le membre, le ${day}`,
    calendar: `calendrier, le ${day}`,
    demo: 'données de démonstration',
  };
  return { text: sentences[kind], requestId, ...(reason ? { reason } : {}) };
}
