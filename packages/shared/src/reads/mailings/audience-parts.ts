import { type SQL, sql } from 'drizzle-orm';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import { textList } from '../../db/text-list.ts';
import { uuidList } from '../../db/uuid-list.ts';
import type { CivilDate } from '../../domain/dates.ts';
import type { MailingKind } from '../../domain/mailings/mailing-kinds.ts';
import { narrowAudiencePos } from './narrow-audience-pos.ts';

/** Of which secretariat, on which day it is looked at, and of which kind the mailing is. */
export type AudienceOf = { regionId: string; today: CivilDate; kind: MailingKind };

/**
 * The parts of a statement (what stands after `with`) that compute an audience, each a set:
 * - `scope` (id, search): the POs.
 * - `held` (po_id, person_id, role, since, reachable): who holds, on the day, a role that is asked for or stands in a chain.
 * - `instead` (po_id, asked, role): POs where nobody reachable holds the role asked for, and the role that is written to.
 * - `reason` (person_id, po_id, role, since, instead_of, presides): one row per reason why somebody gets it.
 * The dead, the erased and those merged into another record are nowhere.
 */
export function audienceParts(criteria: AudienceCriteria, of: Omit<AudienceOf, 'kind'>): SQL {
  const day = sql`${criteria.day ?? of.today}::date`;
  const { roles } = criteria;
  const chain = criteria.fallbacks
    .filter(({ role }) => roles.includes(role))
    .flatMap(({ role: asked, chain: inTurn }) => inTurn.map((role, place) => ({ asked, role, place })));
  // Presidents also where they are not asked for: what goes past them is counted.
  const looked = [...new Set([...roles, ...chain.map(({ role }) => role), 'president'])];
  return sql`
    scope as materialized (
      select p.id, p.search from po p
      where ${narrowAudiencePos(criteria.pos, { regionId: of.regionId, day: criteria.day ?? of.today })}),
    held as materialized (
      select m.po_id, m.person_id, r.role, lower(r.period) as since, h.email is not null and b.address_key is null as reachable
      from role_assignment r join mandate m on m.id = r.mandate_id join scope on scope.id = m.po_id
        join person h on h.id = m.person_id left join mail_suppression b on b.address_key = h.email_key
      where r.role = any (${textList(looked)}) and r.annulled_at is null and r.period @> ${day}
        and m.annulled_at is null and ${isWritable()}),
    covered as materialized (select distinct po_id, role from held where reachable),
    chain as (
      select * from unnest(${textList(chain.map(({ asked }) => asked))}, ${textList(chain.map(({ role }) => role))},
        ${`{${chain.map(({ place }) => place).join(',')}}`}::int[]) as link (asked, role, place)),
    instead as materialized (
      select distinct on (k.po_id, c.asked) k.po_id, c.asked, c.role
      from chain c join covered k on k.role = c.role
      where not exists (select from covered o where o.po_id = k.po_id and o.role = c.asked)
      order by k.po_id, c.asked, c.place),
    excluded as (select unnest(${uuidList(criteria.exclude)}) as person_id),
    by_role as materialized (
      select w.*, p.person_id is not null as presides from (
        select person_id, po_id, role, since, null::text as instead_of from held where role = any (${textList(roles)})
        union all
        select h.person_id, h.po_id, h.role, h.since, i.asked from instead i
          join held h on h.po_id = i.po_id and h.role = i.role and h.reachable) w
        left join held p on p.role = 'president' and p.po_id = w.po_id and p.person_id = w.person_id
      where not exists (select from excluded e where e.person_id = w.person_id)),
    reason as materialized (
      select person_id, po_id, role, since, instead_of, presides from by_role
      union all ${byHand(criteria.include, of.regionId, day)})`;
}

/** Members chosen by hand whom no role brings in: one reason, in the first of their POs. */
function byHand(include: readonly string[], regionId: string, day: SQL): SQL {
  return sql`(
    select distinct on (m.person_id) m.person_id, m.po_id, null::text, null::date, null::text,
      exists (select from role_assignment r where r.mandate_id = m.id and r.role = 'president' and r.annulled_at is null and r.period @> ${day})
    from mandate m join po p on p.id = m.po_id join person h on h.id = m.person_id
    where m.person_id = any (${uuidList(include)}) and m.annulled_at is null and m.period @> ${day}
      and p.region_id = ${regionId}::uuid and ${isWritable()}
      and not exists (select from by_role w where w.person_id = m.person_id)
      and not exists (select from excluded e where e.person_id = m.person_id)
    order by m.person_id, p.name, p.id)`;
}

/** Whether a person, `h` in the statement, may be written to at all. */
function isWritable(): SQL {
  return sql`not h.deceased and h.erased_at is null and h.merged_into is null`;
}
