import { type SQL, sql } from 'drizzle-orm';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import { ROLES, type Role } from '../../domain/roles.ts';

/** A way in which somebody comes into an audience: by a role that was asked for, or by one in place of it. One bit of a word. */
export type AudienceWay = { role: Role; insteadOf: Role | null; word: number; bit: bigint };

type Chain = AudienceCriteria['fallbacks'][number];

/** Bits of a word for ways. Those above hold what else is counted of a person (`audience-people-parts.ts`), the last is its sign. */
const WIDTH = 60;

/** The bit of a role, as the column `role_holder.bit` has it. */
export const roleBit = (role: Role): bigint => 1n << BigInt(ROLES.indexOf(role));

/** The chains of the roles that were asked for: others change nothing. */
export const askedChains = ({ roles, fallbacks }: AudienceCriteria): Chain[] =>
  fallbacks.filter(({ role, chain }) => roles.includes(role) && chain.length > 0);

/** The roles that matter to an audience: those asked for, and those of its chains. */
export const lookedRoles = (criteria: AudienceCriteria): Role[] => [
  ...new Set([...criteria.roles, ...askedChains(criteria).flatMap(({ chain }) => chain)]),
];

/**
 * Every way into an audience: the roles that were asked for by their own bits, then who may stand in for whom. All nine with
 * all their chains have more than a bigint has bits: hence words.
 */
export function audienceWays(criteria: AudienceCriteria): AudienceWay[] {
  const ways: AudienceWay[] = [...new Set(criteria.roles)].map((role) => ({
    ...{ role, insteadOf: null, word: 0, bit: roleBit(role) },
  }));
  let place = ROLES.length;
  for (const { role: insteadOf, chain } of askedChains(criteria))
    for (const role of chain) {
      if (role === insteadOf || ways.some((way) => way.role === role && way.insteadOf === insteadOf)) continue;
      ways.push({ role, insteadOf, word: Math.floor(place / WIDTH), bit: 1n << BigInt(place % WIDTH) });
      place += 1;
    }
  return ways;
}

/** 0 and on, as many as the ways need. */
export const wordsOf = (ways: readonly AudienceWay[]): number[] => [
  ...Array(Math.max(0, ...ways.map(({ word }) => word)) + 1).keys(),
];

/** The column of `standing` that holds a word of `standIns`. */
export const standsOf = (word: number): SQL => sql.raw(`stands_${word}`);

/** Who stands in for whom, where somebody reachable holds the roles `reach`: the first of each chain, as a word of ways. */
export function standIns(criteria: AudienceCriteria, ways: readonly AudienceWay[], word: number): SQL {
  const held = (role: Role) => sql`reach & ${bits(roleBit(role))} <> 0`;
  const ofChain = ({ role: insteadOf, chain }: Chain) => {
    const turns = chain.map((role) => {
      const way = ways.find((one) => one.role === role && one.insteadOf === insteadOf);
      return sql`when ${held(role)} then ${bits(way?.word === word ? way.bit : 0n)}`;
    });
    return sql`case when ${held(insteadOf)} then 0 ${sql.join(turns, sql` `)} else 0 end`;
  };
  return sql.join([bits(0n), ...askedChains(criteria).map(ofChain)], sql` | `);
}

/** In which of these ways a row `h` of `held` comes in, beside the row of its PO in `standing`: a word. */
export function wayOfHolder(ways: readonly AudienceWay[], word: number): SQL {
  const here = ways.filter((way) => way.word === word);
  const asked = sql`h.bit & ${allOf(here.filter(({ insteadOf }) => insteadOf === null))}`;
  const instead = here.filter(({ insteadOf }) => insteadOf !== null);
  if (instead.length === 0) return sql`(${asked})`;
  const turns = [...new Set(instead.map(({ role }) => role))].map((role) => {
    const mask = allOf(instead.filter((way) => way.role === role));
    return sql`when ${bits(roleBit(role))} then ${standsOf(word)} & ${mask}`;
  });
  return sql`(${asked} | case when ${standsOf(word)} <> 0 and h.reachable then
    case h.bit ${sql.join(turns, sql` `)} else 0 end else 0 end)`;
}

/** Whether the role of a row `h` of `role_holder` is one of these. */
export function isOneOf(roles: readonly Role[]): SQL {
  if (ROLES.every((role) => roles.includes(role))) return sql`true`;
  return sql`h.bit & ${bits(roles.reduce((all, role) => all | roleBit(role), 0n))} <> 0`;
}

/** The bits of ways of one word. */
const allOf = (ways: readonly AudienceWay[]): SQL => bits(ways.reduce((all, { bit }) => all | bit, 0n));

const bits = (value: bigint): SQL => sql.raw(value < 2n ** 31n ? String(value) : `${value}::bigint`);
