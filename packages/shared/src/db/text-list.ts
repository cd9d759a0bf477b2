import { type SQL, sql } from 'drizzle-orm';

/** Texts as one parameter, whatever stands in them: the statement reads the same for any number of them. */
export function textList(texts: readonly string[]): SQL<string[]> {
  const quoted = texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`);
  return sql`${`{${quoted.join(',')}}`}::text[]`;
}
