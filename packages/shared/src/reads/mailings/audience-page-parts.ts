import { type SQL, sql } from 'drizzle-orm';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import { textList } from '../../db/text-list.ts';
import { ROLES } from '../../domain/roles.ts';
import type { NameCursor } from '../read-name-cursor.ts';
import { type AudienceOf, heldOf, reasonsBy } from './audience-parts.ts';
import { obstacleOf } from './lacks.ts';

export const PAGE = 50;

/**
 * A page by name of `fitting` (person_id, name_key, lack), with one more row when another page follows:
 * - `near`: who may be on it. Keys of names are in the order of names: beyond the key of the last one, nobody is.
 * - `page` (person_id, search, last_name, first_name, email, lack), and `said` (person_id, reasons).
 */
export function audiencePageParts(criteria: AudienceCriteria, of: AudienceOf, after: NameCursor | null): SQL {
  const key = after === null ? sql`-1::bigint` : sql`name_key(${after.name})`;
  const beyond = after === null ? sql`true` : sql`(n.search collate "C", n.id) > (${after.name}, ${after.id}::uuid)`;
  return sql`
    near as materialized (
      select * from fitting where name_key >= ${key} and name_key <= greatest(${key}, (
        select max(name_key) from (select name_key from fitting where name_key > ${key} order by name_key limit ${PAGE + 1}) t))),
    page as materialized (
      select near.person_id, near.lack, n.search, n.last_name, n.first_name, n.email
      from near cross join lateral (select * from person where id = near.person_id limit 1) n where ${beyond}
      order by n.search collate "C", n.id limit ${PAGE + 1}),
    shown as materialized (
      ${heldOf(sql`page cross join lateral (select * from role_holder where person_id = page.person_id offset 0) h`, criteria, of)}),
    shown_standing as materialized (select * from standing where po_id in (select po_id from shown)),
    said as (
      select w.person_id, jsonb_agg(jsonb_build_object('poId', w.po_id, 'poName', named.name, 'role', w.role, 'since', w.since,
          'insteadOf', w.instead_of)
        order by w.instead_of is not null, array_position(${textList(ROLES)}, w.role), named.name, w.po_id,
          array_position(${textList(ROLES)}, w.instead_of)) as reasons
      from (${reasonsBy({ held: 'shown', standing: 'shown_standing' }, criteria)}) w join po named on named.id = w.po_id
      where w.person_id in (select person_id from page) group by 1)`;
}

/** The rows of the page as JSON, in their order. */
export const audiencePageRows: SQL = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', page.person_id, 'search', page.search, 'last_name', page.last_name,
      'first_name', page.first_name, 'email', page.email, 'obstacle', ${obstacleOf('page')}, 'reasons', said.reasons)
      order by page.search collate "C", page.person_id), '[]')
  from page join said on said.person_id = page.person_id)`;
