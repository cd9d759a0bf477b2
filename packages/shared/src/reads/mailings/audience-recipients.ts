import { type SQL, sql } from 'drizzle-orm';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import { textList } from '../../db/text-list.ts';
import { ROLES } from '../../domain/roles.ts';
import { type AudienceOf, audienceParts } from './audience-parts.ts';
import { obstacleOf } from './lacks.ts';

/**
 * A query for whom a mailing is for, one row per person whatever the mandates: `person_id`, `address` (null when none is
 * recorded), `last_name`, `first_name`, `proven` (its owner confirmed the address: an active account signs in with it),
 * `reasons` (`RecipientReason[]`), `president` (presides one of the POs of the reasons) and `obstacle`
 * (`RecipientObstacle`, or null). Stands in brackets in another statement, or alone.
 */
export function audienceRecipients(criteria: AudienceCriteria, of: AudienceOf): SQL {
  return sql`
    with ${audienceParts(criteria, of)},
    gathered as (
      select w.person_id, bool_or(w.presides) as president, any_value(w.lack) as lack, ${reasonsOf('w')} as reasons
      from reason w join po named on named.id = w.po_id group by 1)
    select g.person_id, h.email as address, h.last_name, h.first_name, a.id is not null as proven, g.reasons, g.president,
      ${obstacleOf('g')} as obstacle
    from gathered g join person h on h.id = g.person_id
      ${PROVEN}`;
}

/** Joins as `a` the account that proves the address of a person `h` to be the person's own. */
export const PROVEN = sql`left join member_account a on a.person_id = h.id and a.state = 'active' and a.email_verified
  and lower(a.email) = h.email_key`;

/** The reasons of one person as JSON, from rows `of` of `reason` beside their PO `named`: asked for first, then in place of another. */
export function reasonsOf(of: 'w'): SQL {
  const w = sql.raw(of);
  return sql`jsonb_agg(jsonb_build_object('poId', ${w}.po_id, 'role', ${w}.role, 'since', ${w}.since, 'insteadOf', ${w}.instead_of)
    order by ${w}.instead_of is not null, array_position(${textList(ROLES)}, ${w}.role), named.name, ${w}.po_id,
      array_position(${textList(ROLES)}, ${w}.instead_of))`;
}
