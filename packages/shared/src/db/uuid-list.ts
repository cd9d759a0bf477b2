import { type SQL, sql } from 'drizzle-orm';

/** Ids as one parameter, so that a statement reads the same for any number of them and is prepared once. */
export function uuidList(ids: readonly string[]): SQL<string[]> {
  return sql`${`{${[...new Set(ids)].join(',')}}`}::uuid[]`;
}
