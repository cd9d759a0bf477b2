import { sql } from 'drizzle-orm';
import type { RelatedList, RequestView } from '../contracts/request-view.ts';
import type { Database } from '../db/client.ts';
import { OPEN_STATES, type RequestState, STATE_LABELS } from '../domain/transitions.ts';
import { requestType } from '../request-types/registry.ts';
import type { LoadedRequest } from './load-request.ts';

/**
 * The request that stays for this one, and those that were merged into it with who sent them: told from the rows of the
 * merge, whatever their age.
 */
export async function listMerged(
  db: Database,
  { id, mergedInto }: LoadedRequest['request'],
): Promise<Pick<RequestView, 'mergedInto' | 'followers'>> {
  const rows = await db.execute<Row & { submitter: string }>(sql`
    select r.id, s.reference, r.type, r.subject, coalesce(p.name, s.po_typed ->> 'name') as po_name, r.state,
      s.submitter_name as submitter, ${CREATED} as created
    from change_request r join submission s on s.id = r.submission_id left join po p on p.id = r.po_id
    where r.merged_into = ${id} or r.id = ${mergedInto}::uuid
    order by r.created_at, r.id`);
  const stays = rows.find((row) => row.id === mergedInto);
  return {
    mergedInto: stays ? viewRow(stays) : null,
    followers: rows
      .filter((row) => row.id !== mergedInto)
      .map((row) => ({ ...viewRow(row), submitter: row.submitter })),
  };
}

/** How many of each list the page shows; the list of requests shows the others. */
const SHOWN = 6;
/** How long a settled request is still of interest beside a new one. */
const LATELY = sql.raw("interval '90 days'");

type Row = {
  about: 'person' | 'po';
  id: string;
  reference: string;
  type: string;
  subject: string;
  po_name: string | null;
  state: RequestState;
  created: string;
};

/** Written out, so that the planner knows them whatever the parameters. */
const CREATED = sql.raw(`to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
const OPEN = sql.raw(OPEN_STATES.map((state) => `'${state}'`).join(', '));

/**
 * Requests of other envois that bear the same name, wherever, and those about the same PO: what is open, then what was
 * settled lately. In one statement, each stretch by its own index and no further than is shown.
 */
export async function listRelated(
  db: Database,
  { request, stored }: LoadedRequest,
  poId: string | null,
): Promise<RequestView['related']> {
  // Only a name tells people apart: "Le PO" is the subject of many.
  const named = stored.kind === 'payload' && requestType(request.type).probe(stored.payload).identities.length > 0;
  const rows = await db.execute<Row>(sql`
    with found as (
      (select 'person' as about, 1 as place, id, created_at as at from change_request
        where ${named} and region_id = ${request.regionId} and fold(subject) = fold(${request.subject})
          and submission_id <> ${request.submissionId}
          and (state in (${OPEN}) or settled_at > now() - ${LATELY})
        order by created_at desc limit ${SHOWN + 1})
      union all
      (select 'po', 1, id, created_at from change_request
        where po_id = ${poId}::uuid and state in (${OPEN}) and submission_id <> ${request.submissionId}
        order by created_at limit ${SHOWN + 1})
      union all
      (select 'po', 2, id, settled_at from change_request
        where po_id = ${poId}::uuid and settled_at > now() - ${LATELY} and submission_id <> ${request.submissionId}
        order by settled_at desc limit ${SHOWN + 1})
    )
    select f.about, r.id, s.reference, r.type, r.subject, coalesce(p.name, s.po_typed ->> 'name') as po_name, r.state,
      ${CREATED} as created
    from found f join change_request r on r.id = f.id join submission s on s.id = r.submission_id
      left join po p on p.id = r.po_id
    order by f.about, f.place, case when f.place = 1 and f.about = 'po' then f.at end, f.at desc, r.id`);
  const person = rows.filter(({ about }) => about === 'person');
  const namesakes = new Set(person.map(({ id }) => id));
  // What stands among the namesakes already is not said twice.
  return { person: listOf(person), po: listOf(rows.filter(({ about, id }) => about === 'po' && !namesakes.has(id))) };
}

function listOf(rows: readonly Row[]): RelatedList {
  return {
    rows: rows.slice(0, SHOWN).map(viewRow),
    more: rows.length > SHOWN,
  };
}

function viewRow({ id, reference, type, subject, po_name: poName, state, created }: Row): RelatedList['rows'][number] {
  return {
    ...{ id, reference, subject, state, typeLabel: requestType(type).label, poName: poName ?? '' },
    ...{ stateLabel: STATE_LABELS[state], createdAt: created },
  };
}
