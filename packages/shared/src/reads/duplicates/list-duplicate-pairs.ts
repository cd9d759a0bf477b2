import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import type { PairFilter, PairView } from '../../contracts/duplicates.ts';
import { type CivilDate, formatDate } from '../../domain/dates.ts';
import { type DuplicateState, PROBABLE_SCORE } from '../../domain/duplicates.ts';
import { foldForSearch } from '../../domain/text.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { isInRegion } from './in-region.ts';

export type PairQuery = { filter: PairFilter; q: string; cursor?: string | undefined };

const PAGE = 50;
/** More than that reads as "more": nobody counts them. */
export const MOST_COUNTED = 500;

type Side = { id: string; name: string; birthDate: CivilDate; detail: string };
/** A pair with the birth dates as days. */
export type FoundPair = Omit<PairView, 'one' | 'other'> & { one: Side; other: Side };
type Row = {
  one: Side;
  other: Side;
  score: number;
  reasons: string[];
  state: DuplicateState;
  settledBy: string | null;
  settledAt: string | null;
  reason: string;
  position: string;
};

/**
 * Pairs of a secretariat: those that wait by score, the likeliest first; those that are settled the latest first. `q`:
 * words of a name of one of the two. Fifty at a time; `nextCursor` null at the end.
 */
export async function listDuplicatePairs(
  db: Database,
  regionId: string,
  query: PairQuery,
): Promise<{ pairs: PairView[]; nextCursor: string | null }> {
  const { pairs, nextCursor } = await findDuplicatePairs(db, regionId, query);
  return {
    pairs: pairs.map(({ one, other, ...pair }) => ({ one: said(one), other: said(other), ...pair })),
    nextCursor,
  };
}

const said = (side: Side) => ({ ...side, birthDate: formatDate(side.birthDate) });

/** The same with days as days, for a file that sorts by them. */
export async function findDuplicatePairs(
  db: Database,
  regionId: string,
  { filter, q, cursor }: PairQuery,
): Promise<{ pairs: FoundPair[]; nextCursor: string | null }> {
  const settled = filter === 'different' || filter === 'merged';
  const words = foldForSearch(q).split(' ').filter(Boolean);
  const named = words.map((word) => sql`(one.search like ${`%${word}%`} or other.search like ${`%${word}%`})`);
  const rows = await db.execute<Row>(sql`
    select ${sideOf('one')} as one, ${sideOf('other')} as other, d.score, d.reasons, d.state, s.name as "settledBy",
      d.settled_at as "settledAt", d.reason, (${settled ? sql`d.settled_at::text` : sql`d.score::text`} || ' ' || d.one_id || ' ' || d.other_id) as position
    from duplicate_pair d join person one on one.id = d.one_id join person other on other.id = d.other_id
      left join staff_user s on s.id = d.settled_by
    where ${stateOf(filter)} and (${isInRegion('d.one_id', regionId)} or ${isInRegion('d.other_id', regionId)})
      ${named.length > 0 ? sql`and ${sql.join(named, sql` and `)}` : sql``} ${after(cursor, settled)}
    order by ${settled ? sql`d.settled_at desc` : sql`d.score desc`}, d.one_id, d.other_id limit ${PAGE + 1}`);
  const shown = rows.slice(0, PAGE);
  return {
    pairs: shown.map(({ one, other, score, reasons, state, ...row }) => ({
      ...{ one, other, score, reasons, state, settled: settledBy(row) },
    })),
    nextCursor: rows.length > PAGE ? (shown.at(-1)?.position ?? null) : null,
  };
}

/** Who settled a pair, and when; null while it waits. */
export function settledBy(row: Pick<Row, 'settledBy' | 'settledAt' | 'reason'>): PairView['settled'] {
  if (row.settledAt === null) return null;
  return { by: row.settledBy ?? '', at: new Date(row.settledAt).toISOString(), reason: row.reason };
}

/** How many pairs wait in a secretariat, at most `MOST_COUNTED`. */
export async function countDuplicatePairs(db: Database, regionId: string): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select from duplicate_pair d where ${stateOf('open')}
        and (${isInRegion('d.one_id', regionId)} or ${isInRegion('d.other_id', regionId)}) limit ${MOST_COUNTED}) as pairs`);
  return row?.count ?? 0;
}

/** A record that was merged into a third one is compared no more: what stays of it is. */
function stateOf(filter: PairFilter): SQL {
  const open = sql`d.state = 'open' and not exists (select from person p where p.id in (d.one_id, d.other_id) and p.merged_into is not null)`;
  switch (filter) {
    case 'open':
      return open;
    case 'probable':
      return sql`${open} and d.score >= ${PROBABLE_SCORE}`;
    case 'possible':
      return sql`${open} and d.score < ${PROBABLE_SCORE}`;
    default:
      return sql`d.state = ${filter} and d.settled_at is not null`;
  }
}

const PAIR = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';
const OPEN_PLACE = new RegExp(`^(\\d{1,3}) ${PAIR} ${PAIR}$`);
const SETTLED_PLACE = new RegExp(
  `^(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?[+-]\\d\\d(?::\\d\\d)?) ${PAIR} ${PAIR}$`,
);

function after(cursor: string | undefined, settled: boolean): SQL {
  if (cursor === undefined) return sql``;
  const match = (settled ? SETTLED_PLACE : OPEN_PLACE).exec(cursor);
  if (!match)
    throw new InvalidInputError(`No place in the list: ${cursor}.`, [
      { path: 'cursor', message: 'Rechargez la liste.' },
    ]);
  const [, key, oneId, otherId] = match;
  const column = settled ? sql`d.settled_at` : sql`d.score`;
  const value = settled ? sql`${key}::timestamptz` : sql`${key}::smallint`;
  return sql`and ${column} <= ${value} and (${column} < ${value} or (d.one_id, d.other_id) > (${oneId}::uuid, ${otherId}::uuid))`;
}

/** One side of a pair as lists show it; where its mandate is, or was. */
export function sideOf(alias: 'one' | 'other'): SQL {
  const p = sql.raw(alias);
  return sql`jsonb_build_object('id', ${p}.id, 'name', ${p}.first_name || ' ' || ${p}.last_name, 'birthDate', ${p}.birth_date::text,
    'detail', coalesce((select po.name from mandate m join po on po.id = m.po_id where m.person_id = ${p}.id and m.annulled_at is null
      order by upper(m.period) desc nulls first, m.id limit 1), 'sans mandat'))`;
}
