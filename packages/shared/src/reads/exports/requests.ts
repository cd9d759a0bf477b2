import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { GROUP_STATES, NEWEST_FIRST, type RequestListQuery } from '../../contracts/request-list.ts';
import type { Transaction } from '../../db/client.ts';
import { changeRequest } from '../../db/tables/change-request.ts';
import { CAME_BY_LABELS, type CameBy } from '../../domain/came-by.ts';
import { formatReference } from '../../domain/reference.ts';
import { type RequestState, STATE_LABELS } from '../../domain/transitions.ts';
import { typeLabel } from '../../request-types/forms.ts';
import { belonging, narrowing } from '../narrow-requests.ts';
import { bears, exactWordQuery, nearWordQuery, type WordQuery } from '../search-requests.ts';
import { dayOfMoment } from './common-columns.ts';
import type { ExportList, ExportReader } from './export-list.ts';
import { countRows, readCursor } from './read-cursor.ts';

export type RequestFilters = Omit<RequestListQuery, 'cursor'>;

type Row = {
  reference: string;
  type: string;
  subject: string;
  state: RequestState;
  fase: number | null;
  poName: string | null;
  submitterName: string;
  submitterEmail: string | null;
  submitterFunction: string;
  cameBy: CameBy | null;
  assignee: string | null;
  createdAt: string;
  settledAt: string | null;
};

/** Requests of a group of the queue, in its order as far as days go; without what they ask. */
export const REQUESTS: ExportList<RequestFilters, Row> = {
  columns: [
    { head: 'Référence', width: 12, value: ({ reference }) => formatReference(reference) },
    { head: 'Type', width: 24, value: ({ type }) => typeLabel(type) },
    { head: 'Concerne', width: 28, value: ({ subject }) => subject },
    { head: 'État', width: 24, value: ({ state }) => STATE_LABELS[state] },
    { head: 'FASE du PO', width: 11, value: ({ fase }) => (fase === null ? '' : String(fase)) },
    { head: 'PO', width: 42, value: ({ poName }) => poName },
    { head: 'Auteur', width: 26, value: ({ submitterName }) => submitterName },
    { head: 'Mail de l’auteur', width: 34, value: ({ submitterEmail }) => submitterEmail },
    { head: 'Fonction de l’auteur', width: 24, value: ({ submitterFunction }) => submitterFunction },
    {
      head: 'Reçue',
      width: 22,
      value: ({ cameBy }) => (cameBy === null ? 'par le guichet' : CAME_BY_LABELS[cameBy]),
    },
    { head: 'Attribuée à', width: 22, value: ({ assignee }) => assignee },
    { head: 'Reçue le', width: 12, value: ({ createdAt }) => dayOfMoment(createdAt) },
    { head: 'Close le', width: 12, value: ({ settledAt }) => dayOfMoment(settledAt) },
  ],
  count: async (tx, reader, filters) => countRows(tx, sql`change_request where ${await fitting(tx, reader, filters)}`),
  async *read(tx, reader, filters) {
    const direction = NEWEST_FIRST.has(filters.group) ? sql`desc` : sql`asc`;
    yield* readCursor<Row>(
      tx,
      sql`select s.reference, change_request.type, change_request.subject, change_request.state, p.fase,
        coalesce(p.name, s.po_typed ->> 'name') as "poName", s.submitter_name as "submitterName",
        s.submitter_email as "submitterEmail", s.submitter_function as "submitterFunction", s.came_by as "cameBy",
        u.name as assignee, change_request.created_at as "createdAt", change_request.settled_at as "settledAt"
      from change_request join submission s on s.id = change_request.submission_id
        left join po p on p.id = change_request.po_id left join staff_user u on u.id = change_request.assigned_to
      where ${await fitting(tx, reader, filters)}
      order by change_request.created_at ${direction}, change_request.submission_id ${direction}, change_request.position ${direction}`,
    );
  },
};

async function fitting(tx: Transaction, reader: ExportReader, filters: RequestFilters): Promise<SQL> {
  const fits = (words: SQL | undefined) =>
    and(
      eq(changeRequest.regionId, reader.regionId),
      inArray(changeRequest.state, [...GROUP_STATES[filters.group]]),
      ...belonging(filters.group, reader),
      ...narrowing(filters, reader),
      words,
    ) ?? sql`true`;
  const words = filters.q?.trim() ?? '';
  if (words === '') return fits(undefined);
  // The same as on the screen: what resembles the words, when nothing bears them.
  // Of what is over all that bear the words are gathered, from their index; what is open is few, one after the other.
  const bearing = NEWEST_FIRST.has(filters.group)
    ? (query: WordQuery) => gathered(reader.regionId, query)
    : (query: WordQuery) => bears(sql`${changeRequest.id}`, query);
  const exact = fits(bearing(exactWordQuery(words)));
  const [found] = await tx.execute(sql`select from change_request where ${exact} limit 1`);
  if (found) return exact;
  return fits(bearing(await nearWordQuery(tx, words)));
}

function gathered(regionId: string, query: WordQuery): SQL {
  if (query === null) return sql`false`;
  return sql`${changeRequest.id} in (
    select w.request_id from request_search w where w.words @@ ${query}::tsquery and w.region_id = ${regionId})`;
}
