import { type SQL, sql } from 'drizzle-orm';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import { type AudienceOf, heldOf, isWanted } from './audience-parts.ts';
import { audienceWays, lookedRoles, standsOf, wayOfHolder, wordsOf } from './audience-ways.ts';

/** Above the ways of a word: whether the person presides a PO of the reasons, and what the person lacks (`lacks.ts`). */
const PRESIDENT = 60;
const LACK = 61;

/**
 * The people of an audience (after `audienceParts`), with their ways as words:
 * - `coming` (person_id, po_id, lack, presides, name_key, w_0 ...): who comes in, per PO and role.
 * - `people` (person_id, name_key, lack, w_0 ...): each once, all that is counted of them in the words.
 * - `alike` (words, many): how many of them are the same in that.
 */
export function audiencePeopleParts(criteria: AudienceCriteria, of: AudienceOf): SQL {
  const words = wordsOf(audienceWays(criteria));
  const whole = (word: number) =>
    word > 0
      ? column(word)
      : sql`${column(word)} | case when presides then ${sql.raw(String(1n << BigInt(PRESIDENT)))} else 0 end | (lack::bigint << ${sql.raw(String(LACK))})`;
  const everybody = sql`
    select person_id, max(name_key) as name_key, ${each(words, (word) => sql`bit_or(${whole(word)}) as ${column(word)}`)}
    from coming group by 1`;
  return sql`
    coming as not materialized (
      ${comingByRole(criteria, of)}
      ${
        criteria.include.length === 0
          ? sql``
          : sql`union all select person_id, po_id, lack, presides, name_key, ${each(words, () => sql`0`)} from by_hand`
      }),
    people as materialized (select *, (w_0 >> ${sql.raw(String(LACK))})::int as lack from (${everybody}) e),
    alike as (
      select array[${each(words, (word) => sql`${column(word)}::text`)}] as words, many
      from (select ${each(words, column)}, count(*)::int as many from people group by ${each(words, column)}) t)`;
}

function comingByRole(criteria: AudienceCriteria, of: AudienceOf): SQL {
  const ways = audienceWays(criteria);
  const words = wordsOf(ways);
  const held = heldOf(sql`standing s join role_holder h on h.po_id = s.po_id`, criteria, of, words.map(standsOf));
  const rows = sql`
    select h.person_id, h.po_id, h.lack, h.presides, h.name_key,
      ${each(words, (word) => sql`${wayOfHolder(ways, word)}::bigint as ${column(word)}`)}
    from (${held}) h where ${isWanted(criteria)}`;
  // Whoever holds a role that was asked for comes in.
  if (lookedRoles(criteria).every((role) => criteria.roles.includes(role))) return rows;
  // `offset 0`: words are computed once per row, not once to be looked at and once to be counted.
  const some = words.map((word) => sql`${column(word)} <> 0`);
  return sql`select * from (${rows} offset 0) w where ${sql.join(some, sql` or `)}`;
}

/** What the first word of a person tells beside the ways. */
export const toldOf = (word: bigint): { president: boolean; lack: number } => ({
  president: ((word >> BigInt(PRESIDENT)) & 1n) === 1n,
  lack: Number(word >> BigInt(LACK)),
});

/** How many POs with a holder are the same in what is counted, as JSON. */
export function alikePos(criteria: AudienceCriteria): SQL {
  const words = wordsOf(audienceWays(criteria)).map(standsOf);
  const texts = words.map((word) => sql`${word}::text`);
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('words', array[${sql.join(texts, sql`, `)}], 'free', free, 'many', many)), '[]')
    from (select free, ${sql.join(words, sql`, `)}, count(*)::int as many from standing group by free, ${sql.join(words, sql`, `)}) t)`;
}

const each = (words: readonly number[], of: (word: number) => SQL): SQL =>
  sql.join(
    words.map((word) => of(word)),
    sql`, `,
  );

const column = (word: number): SQL => sql.raw(`w_${word}`);
