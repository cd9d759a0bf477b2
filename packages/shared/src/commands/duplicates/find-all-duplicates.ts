import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import {
  compareRecords,
  isWeak,
  mayBeAlike,
  type RecordedPerson,
  SHARED_ADDRESS_LIMIT,
  traceName,
} from '../../domain/duplicates.ts';
import { sameEmail } from '../../domain/email.ts';
import { type FoundPair, pairOf, savePairs } from './save-pairs.ts';

const PAGE = 2_000;
const BATCH = 500;
/** In a crowd with one key, such as a date of birth that stands for "unknown", each is held against so many others. */
const WINDOW = 300;

/** Records with one of these keys in common are compared; each walk follows an index. */
const KEYS: Record<'birthDate' | 'names' | 'email', SQL> = {
  birthDate: sql`birth_date::text collate "C"`,
  names: sql`name_words(search) collate "C"`,
  email: sql`email_key collate "C"`,
};

/**
 * Looks through the whole register for records that may be of one human being, and writes the pairs down; pairs that are
 * not alike any more are put away. Goes through people in pages, so that its memory does not grow with them.
 * Running it again changes nothing. Resolves with how many people it read and pairs it found.
 */
export async function findAllDuplicates(db: Database, now: Date): Promise<{ people: number; found: number }> {
  let [people, found] = [0, 0];
  let batch = new Map<string, FoundPair>();
  const flush = async () => {
    await savePairs(db, [...batch.values()], now);
    found += batch.size;
    batch = new Map();
  };
  for (const key of ['birthDate', 'names', 'email'] as const) {
    for await (const group of groupsBy(db, KEYS[key], key === 'email')) {
      if (key === 'birthDate') people += group.length;
      const crowd = key === 'email' && group.length > SHARED_ADDRESS_LIMIT;
      for (const pair of alikeWithin(group, crowd)) {
        batch.set(`${pair.oneId}/${pair.otherId}`, pair);
        if (batch.size >= BATCH) await flush();
      }
    }
    await flush();
  }
  await db.execute(sql`
    update duplicate_pair set state = 'gone' where state = 'open' and seen_at < ${now.toISOString()}::timestamptz`);
  return { people, found };
}

function* alikeWithin(group: readonly RecordedPerson[], crowd: boolean): Generator<FoundPair> {
  if (group.length < 2) return;
  const traces = group.map(traceName);
  for (const [n, one] of group.entries()) {
    for (const [m, other] of group.slice(n + 1, n + 1 + WINDOW).entries()) {
      const [own, theirs] = [traces[n], traces[n + 1 + m]];
      if (own && theirs && !mayBeAlike(own, theirs) && !sameEmail(one.email ?? '', other.email ?? '')) continue;
      const likeness = compareRecords(one, other);
      if (likeness && !(crowd && isWeak(likeness))) yield { ...pairOf(one.id, other.id), ...likeness };
    }
  }
}

type KeyedPerson = RecordedPerson & { key: string };

/** Everybody who was not merged, in groups with one key, in the order of the keys. */
async function* groupsBy(db: Database, key: SQL, known: boolean): AsyncGenerator<RecordedPerson[]> {
  let group: KeyedPerson[] = [];
  let last: KeyedPerson | undefined;
  for (;;) {
    const page = await readPage(db, key, known, last);
    for (const person of page) {
      if (last && last.key !== person.key) {
        if (group.length > 1 || !known) yield group;
        group = [];
      }
      group.push(person);
      last = person;
    }
    if (page.length < PAGE) break;
  }
  if (group.length > 0) yield group;
}

async function readPage(db: Database, key: SQL, known: boolean, last: KeyedPerson | undefined): Promise<KeyedPerson[]> {
  const rows = await db.execute<KeyedPerson>(sql`
    select id, last_name as "lastName", first_name as "firstName", birth_date::text as "birthDate", email, phone, ${key} as key
    from person where merged_into is null and erased_at is null ${known ? sql`and email_key is not null` : sql``}
      ${last ? sql`and (${key}, id) > (${last.key}, ${last.id}::uuid)` : sql``}
    order by ${key}, id limit ${PAGE}`);
  return [...rows];
}
