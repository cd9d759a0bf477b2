import { sql } from 'drizzle-orm';
import type { SilentPos } from '../../contracts/audience-preview.ts';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import type { Database } from '../../db/client.ts';
import { textList } from '../../db/text-list.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { formatName } from '../../domain/names.ts';
import { ROLES } from '../../domain/roles.ts';
import { readNameCursor, writeNameCursor } from '../read-name-cursor.ts';
import { type AudienceOf, audienceParts } from './audience-parts.ts';
import { mayGo, obstacleOf } from './lacks.ts';

const PAGE = 50;

type Holder = SilentPos['rows'][number]['holders'][number];
type Row = Omit<SilentPos['rows'][number], 'holders'> & {
  search: string;
  holders: (Omit<Holder, 'name'> & { lastName: string; firstName: string })[];
};

/**
 * POs of an audience where nobody would get the mailing, by name, with those who hold a role that was asked for and why
 * they get nothing.
 * @throws InvalidInputError for a cursor that is none
 */
export async function listSilentPos(
  db: Database,
  of: AudienceOf,
  { criteria, cursor }: { criteria: AudienceCriteria; cursor?: string | undefined },
): Promise<SilentPos> {
  if (criteria.roles.length === 0) return { rows: [], nextCursor: null };
  const after = cursor === undefined ? null : readNameCursor(cursor);
  const beyond = after === null ? sql`` : sql`and (s.search collate "C", s.id) > (${after.name}, ${after.id}::uuid)`;
  const found = await db.execute<Row>(sql`
    with ${audienceParts(criteria, of)},
    answered as (select distinct po_id from reason where role is not null and ${mayGo('reason')}),
    page as (
      select s.id, s.search from scope s where not exists (select from answered a where a.po_id = s.id) ${beyond}
      order by s.search collate "C", s.id limit ${PAGE + 1})
    select p.id, p.fase, p.name, page.search, trim(p.postcode || ' ' || p.locality) as place,
      (select coalesce(jsonb_agg(jsonb_build_object('personId', k.person_id, 'lastName', n.last_name, 'firstName', n.first_name,
          'role', k.role, 'why',
          case when k.person_id = any (${uuidList(criteria.exclude)}) then 'excluded' else ${obstacleOf('k')} end)
          order by array_position(${textList(ROLES)}, k.role), n.last_name, n.first_name, n.id), '[]')
        from held k join person n on n.id = k.person_id
        where k.po_id = p.id and k.role = any (${textList(criteria.roles)})) as holders
    from page join po p on p.id = page.id order by page.search collate "C", p.id`);
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ holders, search: _, ...row }) => ({
      ...row,
      holders: holders.map(({ lastName, firstName, ...holder }) => ({
        ...holder,
        name: formatName({ lastName, firstName }),
      })),
    })),
    nextCursor: found.length > PAGE && last ? writeNameCursor({ name: last.search, id: last.id }) : null,
  };
}
