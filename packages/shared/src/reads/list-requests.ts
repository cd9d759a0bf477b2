import { and, count, eq, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import {
  GROUP_STATES,
  NEWEST_FIRST,
  type QueueGroup,
  type RequestList,
  type RequestListQuery,
  type RequestRow,
} from '../contracts/request-list.ts';
import type { Database } from '../db/client.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { po } from '../db/tables/po.ts';
import { submission } from '../db/tables/submission.ts';
import { uuidList } from '../db/uuid-list.ts';
import { OPEN_STATES, STATE_LABELS } from '../domain/transitions.ts';
import { InvalidInputError } from '../errors/errors.ts';
import { badgesOf as findingBadges } from '../request-types/finding-badges.ts';
import { isRequestTypeName, requestForm } from '../request-types/forms.ts';
import { bears, exactWordQuery, findNewest, nearWordQuery, type WordQuery } from './search-requests.ts';

const PAGE = 50;

/** Where a page ended: the rank of the state, the moment to the microsecond, the envoi, the place in it. */
type Cursor = { rank: number; at: string; envoi: string; position: number };

/**
 * One page of the queue of a secretariat. Within a group the states come in order of urgency, and within a state the
 * requests in order of arrival, those of one envoi in their own order; groups of what is over begin with the newest. Each state is read from its own stretch
 * of the index `change_request_state`, so that the thousandth page costs what the first does.
 */
export async function listRequests(db: Database, regionId: string, query: RequestListQuery): Promise<RequestList> {
  const cursor = query.cursor === undefined ? null : readCursor(query.cursor);
  const [counts, narrowedTo, { found, near }] = await Promise.all([
    countOpen(db, regionId),
    query.po === undefined ? null : findPo(db, regionId, query.po),
    findRows(db, regionId, query, cursor),
  ]);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return {
    rows: page.map(toRow),
    nextCursor:
      found.length > PAGE && last
        ? `${near ? NEAR : ''}${last.rank}_${last.cursorAt}_${last.envoi}_${last.position}`
        : null,
    counts,
    po: narrowedTo,
    near,
  };
}

/** Before a cursor: this list is of what resembles the words, and its next page is too. */
const NEAR = '~';

/** By words: those that bear them; when there are none, those that bear what resembles them. */
async function findRows(
  db: Database,
  regionId: string,
  query: RequestListQuery,
  cursor: Cursor | null,
): Promise<{ found: Found[]; near: boolean }> {
  const words = query.q?.trim() ?? '';
  if (words === '') return { found: await readStretches(db, regionId, query, cursor, undefined), near: false };
  if (!query.cursor?.startsWith(NEAR)) {
    const found = await findBearing(db, regionId, query, cursor, exactWordQuery(words));
    if (found.length > 0 || cursor !== null) return { found, near: false };
  }
  const resembling = await nearWordQuery(db, words);
  const found = resembling === null ? [] : await findBearing(db, regionId, query, cursor, resembling);
  return { found, near: found.length > 0 };
}

async function findBearing(
  db: Database,
  regionId: string,
  query: RequestListQuery,
  cursor: Cursor | null,
  words: WordQuery,
): Promise<Found[]> {
  const { group, type, po: poId } = query;
  const isShort = poId !== undefined || !NEWEST_FIRST.has(group);
  if (isShort) return readStretches(db, regionId, query, cursor, bears(sql`${changeRequest.id}`, words));
  const states = GROUP_STATES[group];
  const ids = await findNewest(db, { regionId, query: words, states, type, after: cursor, limit: PAGE + 1 });
  return ids.length === 0
    ? []
    : readStretches(db, regionId, query, cursor, sql`${changeRequest.id} = any(${uuidList(ids)})`);
}

/** What a group holds beyond the cursor, each state from its own stretch of the index. */
async function readStretches(
  db: Database,
  regionId: string,
  query: RequestListQuery,
  cursor: Cursor | null,
  searched: SQL | undefined,
): Promise<Found[]> {
  const newestFirst = NEWEST_FIRST.has(query.group);
  const stretches = GROUP_STATES[query.group]
    .map((state, index) => ({ state, rank: newestFirst ? 0 : index }))
    .filter(({ rank }) => cursor === null || rank >= cursor.rank)
    .map(({ state, rank }) =>
      stretch(
        db,
        [
          eq(changeRequest.regionId, regionId),
          eq(changeRequest.state, state),
          cursor?.rank === rank ? beyond(cursor, newestFirst) : undefined,
          ...narrowing(query),
          searched,
        ],
        rank,
        newestFirst,
      ),
    );
  return merge(stretches, newestFirst);
}

type Stretch = ReturnType<typeof stretch>;
type Found = Awaited<Stretch>[number];

function stretch(db: Database, conditions: (SQL | undefined)[], rank: number, newestFirst: boolean) {
  const direction = newestFirst ? sql`desc` : sql`asc`;
  return db
    .select({
      id: changeRequest.id,
      rank: sql<number>`${rank}::int`.as('rank'),
      cursorAt: sql<string>`to_char(${changeRequest.createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as(
        'cursor_at',
      ),
      envoi: changeRequest.submissionId,
      reference: submission.reference,
      position: changeRequest.position,
      total:
        sql<number>`(select count(*)::int from change_request other where other.submission_id = ${changeRequest.submissionId})`.as(
          'total',
        ),
      type: changeRequest.type,
      state: changeRequest.state,
      version: changeRequest.version,
      poName: sql<string>`coalesce(${po.name}, ${submission.poTyped} ->> 'name')`.as('po_name'),
      subject: changeRequest.subject,
      createdAt: changeRequest.createdAt,
      settledAt: changeRequest.settledAt,
      findings: changeRequest.findings,
      corrected:
        sql<boolean>`exists (select from correction k where k.request_id = ${changeRequest.id} and k.state = 'answered')`.as(
          'corrected',
        ),
    })
    .from(changeRequest)
    .innerJoin(submission, eq(submission.id, changeRequest.submissionId))
    .leftJoin(po, eq(po.id, changeRequest.poId))
    .where(and(...conditions))
    .orderBy(
      sql`${changeRequest.createdAt} ${direction}`,
      sql`${changeRequest.submissionId} ${direction}`,
      sql`${changeRequest.position} ${direction}`,
    )
    .limit(PAGE + 1);
}

async function merge(stretches: Stretch[], newestFirst: boolean): Promise<Found[]> {
  const [first, second, ...others] = stretches;
  if (!first) return [];
  const rows = second ? await unionAll(first, second, ...others) : await first;
  const direction = newestFirst ? -1 : 1;
  // ISO moments of equal length: the order of the strings is the order of time.
  return rows
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        direction * (compare(a.cursorAt, b.cursorAt) || compare(a.envoi, b.envoi) || a.position - b.position),
    )
    .slice(0, PAGE + 1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function beyond({ at, envoi, position }: Cursor, newestFirst: boolean): SQL {
  return sql`(${changeRequest.createdAt}, ${changeRequest.submissionId}, ${changeRequest.position}) ${newestFirst ? sql`<` : sql`>`} (${at}::timestamptz, ${envoi}::uuid, ${position}::int)`;
}

function narrowing({ type, po: poId }: RequestListQuery): (SQL | undefined)[] {
  return [
    type === undefined ? undefined : eq(changeRequest.type, type),
    poId === undefined ? undefined : eq(changeRequest.poId, poId),
  ];
}

async function countOpen(db: Database, regionId: string): Promise<RequestList['counts']> {
  const rows = await db
    .select({ state: changeRequest.state, open: count() })
    .from(changeRequest)
    .where(and(eq(changeRequest.regionId, regionId), sql`${changeRequest.state} in ${[...OPEN_STATES]}`))
    .groupBy(changeRequest.state);
  const of = (group: QueueGroup) =>
    rows.filter(({ state }) => GROUP_STATES[group].includes(state)).reduce((sum, { open }) => sum + open, 0);
  return { todo: of('todo'), failed: of('failed'), approved: of('approved'), waiting: of('waiting') };
}

async function findPo(db: Database, regionId: string, id: string): Promise<RequestList['po']> {
  const [found] = await db
    .select({ id: po.id, name: po.name })
    .from(po)
    .where(and(eq(po.id, id), eq(po.regionId, regionId)));
  return found ?? null;
}

function toRow(found: Found): RequestRow {
  return {
    id: found.id,
    reference: found.reference,
    position: found.position,
    total: found.total,
    typeLabel: isRequestTypeName(found.type) ? requestForm(found.type).label : found.type,
    state: found.state,
    stateLabel: STATE_LABELS[found.state],
    version: found.version,
    poName: found.poName,
    subject: found.subject,
    createdAt: found.createdAt.toISOString(),
    settledAt: found.settledAt?.toISOString() ?? null,
    badges: found.state === 'submitted' || found.state === 'failed' ? badgesOf(found) : [],
  };
}

/** That its author has answered is told first: somebody waits for that. */
function badgesOf({ corrected, findings }: Found): RequestRow['badges'] {
  const badges = findingBadges(findings ?? []);
  return corrected ? [{ severity: 'info', label: 'corrigée' }, ...badges] : badges;
}

function readCursor(text: string): Cursor {
  const [, rank, at, envoi, position] =
    /^~?(\d)_(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f-]{36})_(\d{1,6})$/.exec(text) ?? [];
  if (rank === undefined || at === undefined || envoi === undefined || position === undefined)
    throw new InvalidInputError('the cursor is not one of ours: take it from `nextCursor`');
  return { rank: Number(rank), at, envoi, position: Number(position) };
}
