import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { submission } from '../db/tables/submission.ts';
import { nearReferences, REFERENCE_ALPHABET, squeezeReference } from '../domain/reference.ts';
import type { RequestState } from '../domain/transitions.ts';
import { nearWords } from './near-words.ts';
import { beginning, searchWords, whole } from './search-words.ts';

/** A query over the words of requests, as PostgreSQL writes it; null when nothing to look for was typed. */
export type WordQuery = string | null;

/** Requests that bear every word, or words that begin like it; or the reference, or its beginning: alone in capitals. */
export function exactWordQuery(text: string): WordQuery {
  const words = searchWords(text);
  const reference = squeezeReference(text);
  const looksLikeReference =
    reference.length >= 3 && [...reference].every((letter) => REFERENCE_ALPHABET.includes(letter));
  return anyOf([
    ...(words.length > 0 ? [words.map(beginning).join(' & ')] : []),
    ...(looksLikeReference ? [beginning(reference)] : []),
  ]);
}

/**
 * Of a mail address that was typed, what stands before the "@": few bear that, and very many what follows, all of whom the
 * index of the words would gather. Null for other texts.
 */
export function addressWordQuery(text: string): WordQuery {
  const [own = '', ...domain] = text.split('@');
  const asked = searchWords(text);
  const words = domain.length === 0 ? [] : searchWords(own).filter((word) => asked.includes(word));
  return words.length === 0 ? null : words.map(beginning).join(' & ');
}

/**
 * As `exactWordQuery`, with the words that each typed one may be a mistyping of, and the references that differ by one mistake. Null
 * when nothing resembles what was typed.
 */
export async function nearWordQuery(db: Database, text: string): Promise<WordQuery> {
  const alternatives = await nearWords(db, searchWords(text), 'near_request_words');
  const near = alternatives.some(({ length }) => length > 1)
    ? [
        alternatives
          .map(([typed = '', ...others]) => `(${[beginning(typed), ...others.map(whole)].join(' | ')})`)
          .join(' & '),
      ]
    : [];
  return anyOf([...near, ...(await knownReferences(db, nearReferences(text))).map((reference) => whole(reference))]);
}

/** Of some two hundred that differ by one mistake, the one or two that exist. */
async function knownReferences(db: Database, references: string[]): Promise<string[]> {
  if (references.length === 0) return [];
  const rows = await db
    .select({ reference: submission.reference })
    .from(submission)
    .where(inArray(submission.reference, references));
  return rows.map(({ reference }) => reference);
}

function anyOf(queries: readonly string[]): WordQuery {
  return queries.length === 0 ? null : queries.map((query) => `(${query})`).join(' | ');
}

/**
 * For a list that is short anyway, such as what is open: the request bears the words. Looked up for one request after the
 * other: a join would first gather all that bear them among what is over.
 */
export function bears(requestId: SQL, query: WordQuery): SQL {
  if (query === null) return sql`false`;
  return sql`(select w.words @@ ${query}::tsquery from request_search w where w.request_id = ${requestId})`;
}

export type NewestQuery = {
  regionId: string;
  query: WordQuery;
  /** A part of it that few bear, where one is known: the index of the words is asked for that part. */
  rare?: WordQuery;
  states: readonly RequestState[];
  /** Further conditions on `change_request`. */
  narrowing: SQL | undefined;
  /** After this one; null for the first page. */
  after: { at: string; envoi: string; position: number } | null;
  limit: number;
};

/** So many of the newest are read through first, and so many at most, before the index of the words is asked. */
export type Reach = { first: number; most: number };
const REACH: Reach = { first: 5_000, most: 40_000 };

/**
 * The newest requests that bear the words, for lists that hold everything on record. What many requests bear is found
 * among the newest few thousand, without gathering all of them. What some bear is found a little further: how far, the
 * first few thousand tell. What is rare beyond that, the index of the words gathers.
 */
export async function findNewest(db: Database, asked: NewestQuery, reach: Reach = REACH): Promise<string[]> {
  if (asked.query === null) return [];
  const near = await readNewest(db, asked, reach.first);
  if (near.isAll) return near.ids;
  const needed = Math.ceil((reach.first * asked.limit * SPARE) / Math.max(1, near.ids.length));
  if (needed <= reach.most) {
    const further = await readNewest(db, asked, needed);
    if (further.isAll) return further.ids;
  }
  const rows = await db.execute<{ id: string }>(sql`
    with bearing as materialized (
      select request_id, created_at, submission_id, position from request_search w
      where ${bearsAll(asked)} and w.region_id = ${asked.regionId} ${beyond(asked)})
    select w.request_id as id from (select * from bearing w order by ${NEWEST} offset 0) w
      cross join lateral (select from change_request where change_request.id = w.request_id and ${fits(asked)} offset 0) r
    order by ${NEWEST} limit ${asked.limit}`);
  return rows.map(({ id }) => id);
}

/** "is true" keeps the whole query out of the index. */
function bearsAll({ query, rare }: NewestQuery): SQL {
  if (rare == null) return sql`w.words @@ ${query}::tsquery`;
  return sql`w.words @@ ${rare}::tsquery and (w.words @@ ${query}::tsquery) is true`;
}

/** They are not spread evenly. */
const SPARE = 1.5;

/** Those among the newest `window` that bear the words; whether that is all that was asked for, or all there is. */
async function readNewest(
  db: Database,
  asked: NewestQuery,
  window: number,
): Promise<{ ids: string[]; isAll: boolean }> {
  const [among] = await db.execute<{ ids: string[]; read: number }>(sql`
    with newest as materialized (
      select request_id, created_at, submission_id, position, words from request_search w
      where w.region_id = ${asked.regionId} ${beyond(asked)} order by ${NEWEST} limit ${window})
    select array(
      select w.request_id from newest w join change_request on change_request.id = w.request_id
      where w.words @@ ${asked.query}::tsquery and ${fits(asked)} order by ${NEWEST} limit ${asked.limit}) as ids,
      (select count(*)::int from newest) as read`);
  const ids = among?.ids ?? [];
  return { ids, isAll: ids.length >= asked.limit || (among?.read ?? 0) < window };
}

const NEWEST = sql.raw('w.created_at desc, w.submission_id desc, w.position desc');

function beyond({ after }: NewestQuery): SQL {
  if (after === null) return sql``;
  return sql`and (w.created_at, w.submission_id, w.position) < (${after.at}::timestamptz, ${after.envoi}::uuid, ${after.position}::int)`;
}

function fits({ states, narrowing }: NewestQuery): SQL {
  return sql`${narrowing ?? sql`true`} and change_request.state in ${[...states]}`;
}
