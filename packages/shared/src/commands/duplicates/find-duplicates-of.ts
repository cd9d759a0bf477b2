import { sql } from 'drizzle-orm';
import { compareRecords, isWeak, type RecordedPerson, SHARED_ADDRESS_LIMIT } from '../../domain/duplicates.ts';
import { emailKey } from '../../domain/email.ts';
import type { TransactionContext } from '../context.ts';
import { pairOf, savePairs } from './save-pairs.ts';

/** Homonyms and people born on one day are never so many; a key that stands for "unknown" may be. */
const CANDIDATES = 500;

/**
 * Looks for records that may be the same human being as this one, when it was created or its identity or address
 * changed; pairs of it that are not alike any more are put away. Nothing for a record that was merged.
 */
export async function findDuplicatesOf(tx: TransactionContext, personId: string): Promise<void> {
  const records = await readAround(tx, personId);
  const person = records.find(({ id }) => id === personId);
  if (!person) return;
  const others = records.filter((other) => other !== person);
  const email = emailKey(person.email ?? '');
  const crowd =
    email !== '' && records.filter((one) => emailKey(one.email ?? '') === email).length > SHARED_ADDRESS_LIMIT;
  const found = others.flatMap((other) => {
    const likeness = compareRecords(person, other);
    return likeness && !(crowd && isWeak(likeness)) ? [{ ...pairOf(personId, other.id), ...likeness }] : [];
  });
  const now = tx.now();
  await savePairs(tx.db, found, now);
  await tx.db.execute(sql`
    update duplicate_pair set state = 'gone'
    where state = 'open' and (one_id = ${personId} or other_id = ${personId}) and seen_at < ${now.toISOString()}::timestamptz`);
}

/** The person and those with the same birth date, the same words in their name, or the same address. */
async function readAround(tx: TransactionContext, personId: string): Promise<RecordedPerson[]> {
  const rows = await tx.db.execute<RecordedPerson>(sql`
    with asked as materialized (
      select id, birth_date, name_words(search) as words, email_key from person where id = ${personId} and merged_into is null and erased_at is null
    ), around as (
      select id from asked
      union (select p.id from asked join person p on p.birth_date = asked.birth_date limit ${CANDIDATES})
      union (select p.id from asked join person p on name_words(p.search) collate "C" = asked.words and p.merged_into is null limit ${CANDIDATES})
      union (select p.id from asked join person p on p.email_key = asked.email_key limit ${CANDIDATES})
    )
    select id, last_name as "lastName", first_name as "firstName", birth_date::text as "birthDate", email, phone
    from around join person using (id) where merged_into is null and erased_at is null`);
  return [...rows];
}
