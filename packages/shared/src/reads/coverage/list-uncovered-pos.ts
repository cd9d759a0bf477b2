import { sql } from 'drizzle-orm';
import type { UncoveredPos } from '../../contracts/coverage.ts';
import type { Database } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';
import { type Uncovered, uncoveredPos } from '../../domain/mailings/uncovered-pos.ts';
import { formatName } from '../../domain/names.ts';
import type { Role } from '../../domain/roles.ts';
import { audienceParts } from '../mailings/audience-parts.ts';
import { readNameCursor, writeNameCursor } from '../read-name-cursor.ts';
import { audienceOfRoles } from './audience-of-roles.ts';

const PAGE = 50;

type Asked = Uncovered & { role: Role; cursor?: string | undefined };
type Holder = { personId: string; lastName: string; firstName: string };
type Row = { id: string; fase: number; name: string; place: string; search: string; holders: Holder[] };

/**
 * Open POs of a secretariat where nobody whom a mail reaches holds a role today, by name, with those who hold it unreachably.
 * @throws InvalidInputError for a cursor that is none
 */
export async function listUncoveredPos(
  db: Database,
  of: { regionId: string; today: CivilDate },
  { role, cursor, ...narrowed }: Asked,
): Promise<UncoveredPos> {
  const after = cursor === undefined ? null : readNameCursor(cursor);
  const beyond = after === null ? sql`true` : sql`(f.search collate "C", f.id) > (${after.name}, ${after.id}::uuid)`;
  const [found] = await db.execute<{ total: number; rows: Row[] }>(sql`
    with ${audienceParts(audienceOfRoles([role], uncoveredPos(role, narrowed)), of)},
    page as (select * from scope f where ${beyond} order by f.search collate "C", f.id limit ${PAGE + 1})
    select (select count(*)::int from scope) as total,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'fase', p.fase, 'name', p.name, 'search', p.search,
          'place', trim(p.postcode || ' ' || p.locality), 'holders', coalesce((
            select jsonb_agg(jsonb_build_object('personId', n.id, 'lastName', n.last_name, 'firstName', n.first_name)
              order by n.last_name, n.first_name, n.id)
            from held k join person n on n.id = k.person_id where k.po_id = p.id and k.role = ${role}), '[]'))
          order by page.search collate "C", p.id), '[]')
        from page join po p on p.id = page.id) as rows`);
  const rows = (found?.rows ?? []).slice(0, PAGE);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ holders: known, search: _, ...row }) => ({
      ...row,
      holders: known.map(({ personId, ...name }) => ({ personId, name: formatName(name) })),
    })),
    total: found?.total ?? 0,
    nextCursor: (found?.rows.length ?? 0) > PAGE && last ? writeNameCursor({ name: last.search, id: last.id }) : null,
  };
}
