import { sql } from 'drizzle-orm';
import type { OriginView } from '../contracts/pos.ts';
import type { CauseKind } from '../db/tables/cause.ts';
import { formatDate, todayInBrussels } from '../domain/dates.ts';
import { formatReference } from '../domain/reference.ts';

/** A cause with what names it. */
export type CauseRow = {
  id: string;
  kind: CauseKind;
  actor_label: string;
  at: string;
  request_id: string | null;
  reference: string | null;
  file_name: string | null;
  import_kind: string | null;
  /** The import of members that still has its page. */
  member_import_id: string | null;
  /** Why, where staff said it. */
  reason: string | null;
};

/** The columns of `CauseRow` and where they come from, the cause as `c`. */
export const CAUSE_COLUMNS = sql.raw(
  `c.id, c.kind, c.actor_label, c.at, c.request_id, s.reference, i.file_name, i.kind as import_kind, kept.id as member_import_id,
   case c.kind when 'staff-edit' then (select e.reason from request_event e
     where e.request_id = c.request_id and e.event = 'submit' order by e.id limit 1) end as reason`,
);
export const CAUSE_SOURCE = sql.raw(
  `cause c left join change_request r on r.id = c.request_id left join submission s on s.id = r.submission_id
   left join import_run i on i.id = c.import_id left join member_import kept on kept.id = c.import_id`,
);

/** What set a value, and on which day: "demande K7M4-P2XA, le 21/11/2026". */
export function tellOrigin(row: CauseRow): NonNullable<OriginView> {
  const {
    kind,
    actor_label: actor,
    at,
    request_id: requestId,
    reference,
    file_name: file,
    import_kind: source,
    member_import_id: importId,
    reason,
  } = row;
  const day = formatDate(todayInBrussels(new Date(at)));
  const named = source === 'registry' || file === null ? 'registre officiel' : 'import';
  const sentences: Record<CauseKind, string> = {
    request: `demande ${formatReference(reference ?? '')}, le ${day}`,
    import:
      source === 'members'
        ? `import du fichier ${file} (${actor}), le ${day}`
        : `${[named, file].filter(Boolean).join(' ')}, le ${day}`,
    'staff-edit': `secrétariat (${actor}), le ${day}`,
    'self-service': `le membre, le ${day}`,
    calendar: `calendrier, le ${day}`,
    demo: `données de démonstration, le ${day}`,
  };
  return { text: sentences[kind], requestId, ...(importId ? { importId } : {}), ...(reason ? { reason } : {}) };
}
