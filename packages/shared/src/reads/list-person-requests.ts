import { type SQL, sql } from 'drizzle-orm';
import type { PersonFile } from '../contracts/persons.ts';
import type { Database } from '../db/client.ts';
import { formatReference } from '../domain/reference.ts';
import { type RequestState, STATE_LABELS } from '../domain/transitions.ts';
import { typeLabel } from '../request-types/forms.ts';

const SHOWN = 50;

type Row = {
  id: string;
  reference: string;
  type: string;
  subject: string;
  po_name: string | null;
  state: RequestState;
  created_at: string;
};

type Asked = { personId: string; regionId: string };

/**
 * The newest requests about a person: those that wrote something about them, and those in their POs that name somebody by
 * the same names, whatever became of them.
 */
export function listRequestsAbout(db: Database, { personId, regionId }: Asked): Promise<PersonFile['about']> {
  return list(
    db,
    regionId,
    sql`
    with causes as (
      select created_by as id from person where id = ${personId}
      union select created_by from member_account where person_id = ${personId}
      union select cause_id from field_change where subject_type = 'person' and subject_id = ${personId}
      union select unnest(array[opened_by, ended_by, annulled_by]) from mandate where person_id = ${personId}
      union select unnest(array[r.assigned_by, r.ended_by, r.annulled_by])
        from mandate m join role_assignment r on r.mandate_id = m.id where m.person_id = ${personId}
    )
    select c.request_id as id from causes join cause c using (id) where c.request_id is not null
    union
    select r.id from person p join change_request r on r.region_id = ${regionId} and fold(r.subject) = fold(p.first_name || ' ' || p.last_name)
      where p.id = ${personId} and r.po_id in (select po_id from mandate where person_id = ${personId})`,
  );
}

/** The newest requests that a person sent. */
export function listRequestsSentBy(db: Database, { personId, regionId }: Asked): Promise<PersonFile['sent']> {
  return list(
    db,
    regionId,
    sql`
    select r.id from submission s join change_request r on r.submission_id = s.id where s.submitter_person_id = ${personId}`,
  );
}

async function list(db: Database, regionId: string, ids: SQL): Promise<PersonFile['about']> {
  const rows = await db.execute<Row>(sql`
    select r.id, s.reference, r.type, r.subject, coalesce(po.name, s.po_typed ->> 'name') as po_name, r.state, r.created_at
    from (${ids}) as wanted join change_request r using (id) join submission s on s.id = r.submission_id
      left join po on po.id = r.po_id
    where r.region_id = ${regionId}
    order by r.created_at desc, r.id limit ${SHOWN}`);
  return rows.map((row) => ({
    id: row.id,
    reference: formatReference(row.reference),
    typeLabel: typeLabel(row.type),
    subject: row.subject,
    poName: row.po_name ?? '',
    state: row.state,
    stateLabel: STATE_LABELS[row.state],
    at: new Date(row.created_at).toISOString(),
  }));
}
