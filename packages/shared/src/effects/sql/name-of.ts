import { type SQL, sql } from 'drizzle-orm';

/** "Jeanne Lambert", read where it is needed: after the same plan may have changed it. */
export function nameOf(personId: string): SQL<string> {
  return sql<string>`(select first_name || ' ' || last_name from person where id = ${personId}::uuid)`;
}
