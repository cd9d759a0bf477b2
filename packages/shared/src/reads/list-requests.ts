import { and, eq, type SQL, sql } from 'drizzle-orm';
import { GROUP_STATES, NEWEST_FIRST, type RequestList, type RequestListQuery } from '../contracts/request-list.ts';
import type { Database } from '../db/client.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { po } from '../db/tables/po.ts';
import { uuidList } from '../db/uuid-list.ts';
import type { AgeAlerts } from '../domain/request-age.ts';
import { InvalidInputError } from '../errors/errors.ts';
import { countRequests } from './count-requests.ts';
import { belonging, narrowing } from './narrow-requests.ts';
import { type FoundRow, selectRows, toRow } from './request-rows.ts';
import {
  addressWordQuery,
  bears,
  exactWordQuery,
  findNewest,
  nearWordQuery,
  type WordQuery,
} from './search-requests.ts';

const PAGE = 50;

/** Where a page ended: the rank of the state, the moment to the microsecond, the envoi, the place in it. */
type Cursor = { rank: number; at: string; envoi: string; position: number };

/** Who looks, and when. */
export type QueueReader = { staffId: string; regionId: string; now: Date; ageAlerts: AgeAlerts };

type Asked = { db: Database; reader: QueueReader; query: RequestListQuery; cursor: Cursor | null };

/**
 * One page of the queue of a secretariat. Within a group the states come in order of urgency, and within a state the
 * requests in order of arrival, those of one envoi in their own order; groups of what is over begin with the newest.
 * Each state is read from its own stretch of an index (`change_request_state` and its partial sisters), so that the
 * thousandth page costs what the first does.
 */
export async function listRequests(db: Database, reader: QueueReader, query: RequestListQuery): Promise<RequestList> {
  const cursor = query.cursor === undefined ? null : readCursor(query.cursor);
  const [counts, narrowedTo, { found, near }] = await Promise.all([
    countRequests(db, reader),
    query.po === undefined ? null : findPo(db, reader.regionId, query.po),
    findRows({ db, reader, query, cursor }),
  ]);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return {
    rows: page.map((row) => toRow(row, reader)),
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
async function findRows(asked: Asked): Promise<{ found: FoundRow[]; near: boolean }> {
  const { db, query, cursor } = asked;
  const words = query.q?.trim() ?? '';
  if (words === '') return { found: await readStretches(asked, undefined), near: false };
  if (!query.cursor?.startsWith(NEAR)) {
    const found = await findBearing(asked, exactWordQuery(words), addressWordQuery(words));
    if (found.length > 0 || cursor !== null) return { found, near: false };
  }
  const resembling = await nearWordQuery(db, words);
  const found = resembling === null ? [] : await findBearing(asked, resembling);
  return { found, near: found.length > 0 };
}

async function findBearing(asked: Asked, words: WordQuery, rare: WordQuery = null): Promise<FoundRow[]> {
  const { db, reader, query, cursor } = asked;
  const { group, po: poId } = query;
  const isShort = poId !== undefined || !NEWEST_FIRST.has(group);
  if (isShort) return readStretches(asked, bears(sql`${changeRequest.id}`, words));
  const ids = await findNewest(db, {
    regionId: reader.regionId,
    query: words,
    rare,
    states: GROUP_STATES[group],
    narrowing: and(...narrowing(query, reader)),
    after: cursor,
    limit: PAGE + 1,
  });
  return ids.length === 0 ? [] : readStretches(asked, sql`${changeRequest.id} = any(${uuidList(ids)})`);
}

/** What a group holds beyond the cursor, each state from its own stretch of the index. */
async function readStretches({ db, reader, query, cursor }: Asked, searched: SQL | undefined): Promise<FoundRow[]> {
  const newestFirst = NEWEST_FIRST.has(query.group);
  const stretches = GROUP_STATES[query.group]
    .map((state, index) => ({ state, rank: newestFirst ? 0 : index }))
    .filter(({ rank }) => cursor === null || rank >= cursor.rank)
    .map(({ state, rank }) =>
      stretch(
        db,
        [
          eq(changeRequest.regionId, reader.regionId),
          eq(changeRequest.state, state),
          ...belonging(query.group, reader),
          ...narrowing(query, reader),
          cursor?.rank === rank ? beyond(cursor, newestFirst) : undefined,
          searched,
        ],
        rank,
        newestFirst,
      ),
    );
  return selectRows(db, stretches, { newestFirst, limit: PAGE + 1 });
}

/** The keys of one page of one state; what is shown of them is read afterwards, for those of the page alone. */
function stretch(db: Database, conditions: (SQL | undefined)[], rank: number, newestFirst: boolean): SQL {
  const direction = newestFirst ? sql`desc` : sql`asc`;
  return db
    .select({
      id: changeRequest.id,
      rank: sql<number>`${rank}::int`.as('rank'),
      createdAt: changeRequest.createdAt,
      submissionId: changeRequest.submissionId,
      position: changeRequest.position,
    })
    .from(changeRequest)
    .where(and(...conditions))
    .orderBy(
      sql`${changeRequest.createdAt} ${direction}`,
      sql`${changeRequest.submissionId} ${direction}`,
      sql`${changeRequest.position} ${direction}`,
    )
    .limit(PAGE + 1)
    .getSQL();
}

function beyond({ at, envoi, position }: Cursor, newestFirst: boolean): SQL {
  return sql`(${changeRequest.createdAt}, ${changeRequest.submissionId}, ${changeRequest.position}) ${newestFirst ? sql`<` : sql`>`} (${at}::timestamptz, ${envoi}::uuid, ${position}::int)`;
}

async function findPo(db: Database, regionId: string, id: string): Promise<RequestList['po']> {
  const [found] = await db
    .select({ id: po.id, name: po.name })
    .from(po)
    .where(and(eq(po.id, id), eq(po.regionId, regionId)));
  return found ?? null;
}

function readCursor(text: string): Cursor {
  const [, rank, at, envoi, position] =
    /^~?(\d)_(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f-]{36})_(\d{1,6})$/.exec(text) ?? [];
  if (rank === undefined || at === undefined || envoi === undefined || position === undefined)
    throw new InvalidInputError('the cursor is not one of ours: take it from `nextCursor`');
  return { rank: Number(rank), at, envoi, position: Number(position) };
}
