import { type SQL, sql } from 'drizzle-orm';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import { PLANNED_EACH_TIME } from '../../db/prepare-statements.ts';
import { uuidList } from '../../db/uuid-list.ts';
import type { CivilDate } from '../../domain/dates.ts';
import type { MailingKind } from '../../domain/mailings/mailing-kinds.ts';
import { audienceWays, isOneOf, lookedRoles, standIns, standsOf, wayOfHolder, wordsOf } from './audience-ways.ts';
import { mayGo, mayLeave, whatLacks } from './lacks.ts';
import { narrowAudiencePos } from './narrow-audience-pos.ts';

/** Of which secretariat, on which day it is looked at, and of which kind the mailing is. */
export type AudienceOf = { regionId: string; today: CivilDate; kind: MailingKind };
type Of = Omit<AudienceOf, 'kind'> & { kind?: MailingKind };

/**
 * The parts of a statement (what stands after `with`) that compute an audience, each a set:
 * - `scope` (id, search): the POs.
 * - `held` (as `heldOf`): who holds there, on the day, a role that is asked for or stands in a chain.
 * - `standing` (po_id, reach, free, stands_0 and further words): per PO, the roles that somebody reachable holds, those with
 *   somebody who gets this mail, and who stands in for whom (`audience-ways.ts`).
 * - `by_hand` (person_id, po_id, presides, lack, name_key): members chosen one by one whom no role brings in.
 * - `reason` (person_id, po_id, role, since, instead_of, presides, lack): one row per reason why somebody gets it.
 * The dead, the erased and those merged into another record are nowhere. Kept rows are narrow: `held` is gone through anew
 * where it is used, which costs less than putting it aside. A set that a statement does not use is not computed.
 */
export function audienceParts(criteria: AudienceCriteria, of: Of): SQL {
  const ways = audienceWays(criteria);
  const stands = wordsOf(ways).map((word) => sql`${standIns(criteria, ways, word)} as ${standsOf(word)}`);
  return sql`${PLANNED_EACH_TIME}
    scope as materialized (
      select p.id, p.search from po p
      where ${narrowAudiencePos(criteria.pos, { regionId: of.regionId, day: criteria.day ?? of.today })}),
    held as not materialized (
      ${heldOf(sql`scope join role_holder h on h.po_id = scope.id`, criteria, of)}),
    standing as materialized (
      select po_id, reach, free, ${sql.join(stands, sql`, `)} from (${rolesOfPos(criteria, of)}) t),
    by_hand as materialized (${byHand(criteria, of)}),
    reason as materialized (${reasonsBy({ held: 'held', standing: 'standing' }, criteria)})`;
}

/** Per PO, the roles that somebody reachable holds, and those with somebody who gets the mail. All POs are narrowed last: ten a PO are fewer to look up. */
function rolesOfPos(criteria: AudienceCriteria, of: Of): SQL {
  const everywhere = Object.values(criteria.pos).every((list) => list === undefined);
  const from = everywhere ? sql`(${heldOf(sql`role_holder h`, criteria, of)})` : sql`held`;
  const reach = sql`coalesce(bit_or(h.bit) filter (where h.reachable), 0)`;
  const alike = !mayLeave(of.kind) && criteria.exclude.length === 0;
  const free = sql`coalesce(bit_or(h.bit) filter (where ${mayGo('h')} and ${isWanted(criteria)}), 0)`;
  const roles = sql`select h.po_id, ${reach} as reach ${alike ? sql`` : sql`, ${free} as free`} from ${from} h group by 1`;
  return sql`
    select po_id, reach, ${alike ? sql`reach` : sql`free`} as free from (${roles}) r
    ${everywhere ? sql`where po_id in (select id from scope)` : sql``}`;
}

/**
 * Of rows `h` of `role_holder`, those whose role matters here and is held on the day: po_id, person_id, role, bit, since,
 * name_key; whether they preside the PO, whether a mail of some kind reaches them, and what keeps this one away (`lacks.ts`);
 * and columns of what stands `beside` them.
 */
export function heldOf(from: SQL, criteria: AudienceCriteria, of: Of, beside: SQL[] = []): SQL {
  const day = dayOf(criteria, of);
  return sql`
    select h.po_id, h.person_id, h.role, h.bit, h.since, h.name_key, h.obstacle is null as reachable,
      coalesce(h.presiding @> ${day}, false) as presides,
      ${whatLacks({ address: sql`h.obstacle = 'no-address'`, way: sql`h.obstacle is not null` }, of.kind)} as lack${sql.join(
        beside.map((column) => sql`, ${column}`),
      )}
    from ${from} ${whoLeft('h', of.kind)}
    where ${isOneOf(lookedRoles(criteria))} and h.since <= ${day} and h.until > ${day}`;
}

/** Reasons by rows as those of `held`, beside such as those of `standing`, each asked for itself or in place of another; and those by hand. */
export function reasonsBy(rows: { held: string; standing: string }, criteria: AudienceCriteria): SQL {
  const byRole = (insteadOf: SQL, fits: SQL) => sql`
    select h.person_id, h.po_id, h.role, h.since, ${insteadOf} as instead_of, h.presides, h.lack
    from ${sql.raw(rows.held)} h join ${sql.raw(rows.standing)} s on s.po_id = h.po_id where ${fits} and ${isWanted(criteria)}`;
  const instead = audienceWays(criteria).filter((way) => way.insteadOf !== null);
  return sql.join(
    [
      byRole(sql`null::text`, isOneOf(criteria.roles)),
      ...instead.map((way) => byRole(sql`${way.insteadOf}::text`, sql`${wayOfHolder([way], way.word)} <> 0`)),
      sql`select person_id, po_id, null, null, null, presides, lack from by_hand`,
    ],
    sql` union all `,
  );
}

/** Whether the person of a row `h` was not taken out by hand. */
export function isWanted({ exclude }: AudienceCriteria): SQL {
  return exclude.length === 0 ? sql`true` : sql`h.person_id <> all (${uuidList(exclude)})`;
}

/** Members chosen by hand whom no role brings in: one reason, in the first of their POs. */
function byHand(criteria: AudienceCriteria, of: Of): SQL {
  if (criteria.include.length === 0) return NOBODY;
  const day = dayOf(criteria, of);
  const ways = audienceWays(criteria);
  const some = wordsOf(ways).map((word) => sql`${wayOfHolder(ways, word)} <> 0`);
  return sql`
    select distinct on (m.person_id) m.person_id, m.po_id,
      exists (select from role_holder k where k.po_id = m.po_id and k.person_id = m.person_id and k.presiding @> ${day}) as presides,
      ${whatLacks({ address: sql`n.email is null`, way: sql`b.address_key is not null` }, of.kind)} as lack, name_key(n.search)
    from mandate m join po p on p.id = m.po_id join person n on n.id = m.person_id
      left join mail_suppression b on b.address_key = n.email_key ${whoLeft('m', of.kind)}
    where m.person_id = any (${uuidList(criteria.include)}) and not m.person_id = any (${uuidList(criteria.exclude)})
      and m.annulled_at is null and m.period @> ${day} and p.region_id = ${of.regionId}::uuid
      and not n.deceased and n.erased_at is null and n.merged_into is null
      and not exists (
        select from held h join standing s on s.po_id = h.po_id
        where h.person_id = m.person_id and (${sql.join(some, sql` or `)}))
    order by m.person_id, p.name, p.id`;
}

/** Nothing to plan for the most usual question. */
const NOBODY = sql`
  select null::uuid as person_id, null::uuid as po_id, false as presides, 0 as lack, 0::bigint as name_key where false`;

/** Joins as `o` who left this kind of mailing, where it may be left. */
function whoLeft(of: 'h' | 'm', kind: MailingKind | undefined): SQL {
  return mayLeave(kind)
    ? sql`left join mailing_opt_out o on o.person_id = ${sql.raw(of)}.person_id and o.kind = ${kind}`
    : sql``;
}

const dayOf = ({ day }: AudienceCriteria, { today }: Of): SQL => sql`${day ?? today}::date`;
