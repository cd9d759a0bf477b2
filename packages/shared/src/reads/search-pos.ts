import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import type { CivilDate } from '../domain/dates.ts';
import { formatAddress } from '../domain/postal-address.ts';
import { foldForSearch } from '../domain/text.ts';
import { nearWords } from './near-words.ts';
import { searchWords } from './search-words.ts';

/** What the words were found in; `near`: only words that resemble them were found. */
export type PoMatchReason = 'fase' | 'name' | 'place' | 'school' | 'near';

export type FoundPo = {
  id: string;
  fase: number;
  name: string;
  /** On one line. */
  address: string;
  /** Schools that bear what the PO itself does not, three at most. */
  schools: string[];
  why: PoMatchReason;
  /** Its last day, once it is known. */
  closedOn: CivilDate | null;
};

type PoRow = {
  id: string;
  fase: number;
  name: string;
  street: string;
  number: string;
  box: string;
  postcode: string;
  locality: string;
  country: string;
  schools: string[];
  closed_on: CivilDate | null;
  /** The words are the PO's own, and not only a school's. */
  own: boolean;
  /** How many of the words were found. */
  found: number;
};

/**
 * POs by name, FASE number, locality, postcode, or the name or number of one of their schools, best first. Accents and
 * case do not count; when nothing fits, words that resemble those typed do, and then half of the words will do. Reads
 * public columns only, never a person. Empty when nothing was typed. `regionId`: of one secretariat only. `typos`: false
 * leaves out what merely resembles. `closed`: true finds those too that are closed.
 */
export async function searchPos(
  db: Database,
  text: string,
  options: { limit?: number; regionId?: string; typos?: boolean; closed?: boolean } = {},
): Promise<FoundPo[]> {
  const words = searchWords(text);
  if (words.length === 0) return [];
  const { limit = 20, regionId, typos = true, closed = false } = options;
  const exact = await findPos(db, {
    asked: words.map((word) => [word]),
    limit,
    regionId,
    closed,
    atLeast: words.length,
  });
  if (exact.length > 0 || !typos) return exact.map((row) => foundPo(row, whyFound(row, words)));

  const asked = await nearWords(db, words);
  const near = await findPos(db, { asked, limit, regionId, closed, atLeast: Math.ceil(words.length / 2) });
  const most = near[0]?.found ?? 0;
  return near.filter((row) => row.found === most).map((row) => foundPo(row, 'near'));
}

/** Each word that is asked comes with its alternatives; `atLeast` so many of them must be found. */
type Wanted = {
  asked: readonly (readonly string[])[];
  limit: number;
  atLeast: number;
  regionId: string | undefined;
  closed: boolean;
};

/** Few are closed: they are read once, by their own index. */
const STILL_OPEN = sql` and po_id not in (select id from po where closed_on < (now() at time zone 'Europe/Brussels')::date)`;

/** The words are letters and digits, nothing that LIKE would read; trigrams find them anywhere in the text. */
async function findPos(db: Database, { asked, limit, atLeast, regionId, closed }: Wanted): Promise<PoRow[]> {
  const inWords = asked.map((alternatives) => anyOf('w.words', alternatives));
  const inPo = asked.map((alternatives) => anyOf('w.own', alternatives));
  const all = atLeast === asked.length;
  const found = all
    ? sql`${atLeast}::int`
    : sql.join(
        inWords.map((match) => sql`${match}::int`),
        sql` + `,
      );
  const ours =
    regionId === undefined
      ? sql``
      : sql` and exists (select from po o where o.id = w.po_id and o.region_id = ${regionId})`;
  const typed = asked.map(([word]) => word ?? '');
  const number = typed.find((word) => /^\d{1,6}$/.test(word)) ?? '0';
  // Ranked from one narrow table, and only the best are looked up: "école" fits nearly every PO.
  const rows = await db.execute(sql`
    with fitting as materialized (
      select po_id, fase, name, (${sql.join(inPo, sql` and `)}) as own, starts_with(own, ${typed.join(' ')}) as first,
        ${found} as found
      from po_words w where (${sql.join(inWords, all ? sql` and ` : sql` or `)})${ours}${closed ? sql`` : STILL_OPEN}
    ), best as materialized (
      select po_id, own, found from fitting where found >= ${atLeast}
      order by found desc, fase = ${number}::int desc, own desc, first desc, length(name), name collate "C", fase
      limit ${limit}
    ), ranked as materialized (select *, row_number() over () as rank from best)
    select r.own, r.found, p.id, fase, name, street, number, box, postcode, locality, country, closed_on::text, array(
      select s.name from school s where s.po_id = p.id and (${sql.join(schoolAdds(asked), sql` or `)})
      order by s.name limit 3) as schools
    from ranked r join po p on p.id = r.po_id order by rank`);
  return rows as unknown as PoRow[];
}

/** A school is named when it bears a word that its PO lacks. */
function schoolAdds(asked: Wanted['asked']): SQL[] {
  return asked.map(
    (alternatives) => sql`(${anyOf('s.search', alternatives)} and not ${anyOf('p.search', alternatives)})`,
  );
}

function anyOf(column: string, alternatives: readonly string[]): SQL {
  const likes = alternatives.map((word) => sql`${sql.raw(column)} like ${`%${word}%`}`);
  return sql`(${sql.join(likes, sql` or `)})`;
}

function whyFound(row: PoRow, words: readonly string[]): PoMatchReason {
  if (words.includes(String(row.fase))) return 'fase';
  const name = foldForSearch(row.name);
  if (words.every((word) => name.includes(word))) return 'name';
  return row.schools.length > 0 ? 'school' : 'place';
}

function foundPo({ id, fase, name, schools, closed_on: closedOn, ...address }: PoRow, why: PoMatchReason): FoundPo {
  return { id, fase, name, address: formatAddress(address), schools, why, closedOn };
}
