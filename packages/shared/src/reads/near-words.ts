import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { editDistance } from '../domain/edit-distance.ts';

const MOST = 6;

/**
 * For each word, the word itself and the known words that it may be a mistyping of: one mistake in a word of four to six
 * letters, two in a longer one. Numbers are taken as typed. `source` knows the words of POs and schools, those of requests,
 * or those of people's names.
 */
export async function nearWords(
  db: Database,
  words: readonly string[],
  source: 'near_words' | 'near_request_words' | 'near_person_words' = 'near_words',
): Promise<string[][]> {
  const doubtful = words.filter((word) => word.length >= 4 && !/\d/.test(word));
  if (doubtful.length === 0) return words.map((word) => [word]);
  const list = sql.join(
    doubtful.map((word) => sql`${word}`),
    sql`, `,
  );
  const rows = (await db.execute(
    sql`select asked, word from unnest(array[${list}]::text[]) asked, ${sql.raw(source)}(asked) word`,
  )) as unknown as { asked: string; word: string }[];
  return words.map((asked) => {
    const near = rows
      .filter((row) => row.asked === asked && row.word !== asked)
      .map(({ word }) => ({ word, mistakes: editDistance(asked, word) }))
      .filter(({ mistakes }) => mistakes <= (asked.length < 7 ? 1 : 2))
      .sort((a, b) => a.mistakes - b.mistakes);
    return [asked, ...near.slice(0, MOST).map(({ word }) => word)];
  });
}
