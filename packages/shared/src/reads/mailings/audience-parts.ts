import { type SQL, sql } from 'drizzle-orm';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import { PLANNED_EACH_TIME } from '../../db/prepare-statements.ts';
import { textList } from '../../db/text-list.ts';
import { uuidList } from '../../db/uuid-list.ts';
import type { CivilDate } from '../../domain/dates.ts';
import { MAILING_KINDS, type MailingKind } from '../../domain/mailings/mailing-kinds.ts';
import type { Role } from '../../domain/roles.ts';
import { narrowAudiencePos } from './narrow-audience-pos.ts';
import { isReachable, isWritable } from './role-holders.ts';

/** Of which secretariat, on which day it is looked at, and of which kind the mailing is. */
export type AudienceOf = { regionId: string; today: CivilDate; kind: MailingKind };

/**
 * The parts of a statement (what stands after `with`) that compute an audience, each a set:
 * - `scope` (id, search): the POs.
 * - `held` (po_id, person_id, search, reachable, obstacle, role, since): who holds, on the day, a role that is asked for or
 *   stands in a chain; by what name lists have them; whether a mail of some kind reaches them, and what keeps this one away.
 * - `standing` (po_id, presidents, roles): per PO, who presides it and which roles of the chains somebody reachable holds.
 * - `reason` (person_id, po_id, role, since, instead_of, presides, search, obstacle): one row per reason why somebody gets it.
 * The dead, the erased and those merged into another record are nowhere. What is asked is joined by PO alone, and what is
 * known of a person rides along: PostgreSQL knows nothing of the sizes of these sets, and joins small ones row by row.
 */
export function audienceParts(criteria: AudienceCriteria, of: Omit<AudienceOf, 'kind'> & { kind?: MailingKind }): SQL {
  const day = sql`${criteria.day ?? of.today}::date`;
  const { roles } = criteria;
  const chains = criteria.fallbacks.filter(({ role }) => roles.includes(role));
  const inChains = [...new Set(chains.flatMap(({ role, chain }) => [role, ...chain]))];
  // Presidents also where they are not asked for: what goes past them is counted.
  const looked = [...new Set([...roles, ...inChains, 'president'])];
  const byRoles = sql.join(
    [
      byRole(criteria, sql`null::text`, sql`h.role = any (${textList(roles)})`),
      ...chains.map(({ role, chain }) =>
        byRole(criteria, sql`${role}::text`, sql`h.reachable and h.role = ${inTurn(role, chain)}`),
      ),
    ],
    sql` union all `,
  );
  return sql`${PLANNED_EACH_TIME}
    scope as materialized (
      select p.id, p.search from po p
      where ${narrowAudiencePos(criteria.pos, { regionId: of.regionId, day: criteria.day ?? of.today })}),
    held as materialized (
      select m.po_id, m.person_id, ${ofPerson(of.kind)}, r.role, lower(r.period) as since
      from role_assignment r join mandate m on m.id = r.mandate_id join scope on scope.id = m.po_id
        join person h on h.id = m.person_id ${obstacles(of.kind)}
      where r.role = any (${textList(looked)}) and r.annulled_at is null and r.period @> ${day}
        and m.annulled_at is null and ${isWritable()}),
    standing as materialized (
      select po_id, array_agg(person_id) filter (where role = 'president') as presidents,
        array_agg(role) filter (where reachable and role = any (${textList(inChains)})) as roles
      from held group by 1),
    excluded as (select unnest(${uuidList(criteria.exclude)}) as person_id),
    reason as materialized (${
      criteria.include.length === 0
        ? byRoles
        : sql`with by_role as materialized (${byRoles})
          select * from by_role union all ${byHand(criteria.include, of, day)}`
    })`;
}

/** Reasons by those held roles that fit, each asked for itself or in place of another. */
function byRole({ exclude }: AudienceCriteria, insteadOf: SQL, fits: SQL): SQL {
  const wanted =
    exclude.length === 0 ? sql`true` : sql`not exists (select from excluded e where e.person_id = h.person_id)`;
  return sql`
    select h.person_id, h.po_id, h.role, h.since, ${insteadOf} as instead_of,
      coalesce(h.person_id = any (s.presidents), false) as presides, h.search, h.obstacle
    from held h join standing s on s.po_id = h.po_id
    where ${fits} and ${wanted}`;
}

/** Which role is written to in a PO `s` where nobody reachable holds the one asked for: the first of the chain that somebody does. */
function inTurn(asked: Role, chain: readonly Role[]): SQL {
  const held = (role: Role): SQL => sql`${role} = any (s.roles)`;
  const turns = chain.map((role) => sql`when ${held(role)} then ${role}::text`);
  return sql`case when ${held(asked)} then null ${sql.join(turns, sql` `)} end`;
}

/** Members chosen by hand whom no role brings in: one reason, in the first of their POs. */
function byHand(include: readonly string[], of: { regionId: string; kind?: MailingKind }, day: SQL): SQL {
  return sql`(
    select distinct on (m.person_id) m.person_id, m.po_id, null::text, null::date, null::text,
      exists (select from role_assignment r where r.mandate_id = m.id and r.role = 'president' and r.annulled_at is null and r.period @> ${day}),
      h.search, ${obstacle(of.kind)}
    from mandate m join po p on p.id = m.po_id join person h on h.id = m.person_id ${obstacles(of.kind)}
    where m.person_id = any (${uuidList(include)}) and m.annulled_at is null and m.period @> ${day}
      and p.region_id = ${of.regionId}::uuid and ${isWritable()}
      and not exists (select from by_role w where w.person_id = m.person_id)
      and not exists (select from excluded e where e.person_id = m.person_id)
    order by m.person_id, p.name, p.id)`;
}

const mayLeave = (kind: MailingKind | undefined): boolean => kind !== undefined && MAILING_KINDS[kind].leaving.may;

/** What may keep a mail from a person `h`: joined as `b` and, for a kind that can be left, `o`. */
function obstacles(kind: MailingKind | undefined): SQL {
  const left = mayLeave(kind) ? sql`left join mailing_opt_out o on o.person_id = h.id and o.kind = ${kind}` : sql``;
  return sql`left join mail_suppression b on b.address_key = h.email_key ${left}`;
}

/** The first of `obstacles`; null when a mail may go. */
function obstacle(kind: MailingKind | undefined): SQL {
  const left = mayLeave(kind) ? sql`when o.person_id is not null then 'left-list'` : sql``;
  return sql`case when h.email is null then 'no-address' when b.address_key is not null then 'suppressed' ${left} end`;
}

function ofPerson(kind: MailingKind | undefined): SQL {
  return sql`h.search, ${isReachable()} as reachable, ${obstacle(kind)} as obstacle`;
}
