import { sql } from 'drizzle-orm';
import type { UncoveredPos } from '../../contracts/coverage.ts';
import type { Database } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';
import { formatName } from '../../domain/names.ts';
import type { Role } from '../../domain/roles.ts';
import { audienceParts } from '../mailings/audience-parts.ts';
import { readNameCursor, writeNameCursor } from '../read-name-cursor.ts';
import { searchWords } from '../search-words.ts';
import { audienceOfRoles } from './audience-of-roles.ts';

const PAGE = 50;
/** As many as a request to keep a mailing carries beside its text (64 kB). */
const MOST_IDS = 1_000;

type Asked = {
  role: Role;
  why?: 'unheld' | 'unreachable' | undefined;
  district?: string | undefined;
  q?: string | undefined;
  cursor?: string | undefined;
};
type Holder = { personId: string; lastName: string; firstName: string };
type Row = { id: string; fase: number; name: string; place: string; search: string; holders: Holder[] };

/**
 * Open POs of a secretariat where nobody whom a mail reaches holds a role today, by name, with those who hold it unreachably.
 * @throws InvalidInputError for a cursor that is none
 */
export async function listUncoveredPos(
  db: Database,
  of: { regionId: string; today: CivilDate },
  { role, why, district, q, cursor }: Asked,
): Promise<UncoveredPos> {
  const after = cursor === undefined ? null : readNameCursor(cursor);
  const beyond = after === null ? sql`true` : sql`(f.search collate "C", f.id) > (${after.name}, ${after.id}::uuid)`;
  const holders = sql`(select from held k where k.po_id = p.id and k.role = ${role})`;
  const conditions = [
    sql`not exists (select from held c where c.po_id = p.id and c.role = ${role} and c.reachable)`,
    ...(why === undefined ? [] : [why === 'unheld' ? sql`not exists ${holders}` : sql`exists ${holders}`]),
    ...searchWords(q ?? '').map((word) => sql`' ' || p.search like ${`% ${word}%`}`),
  ];
  const [found] = await db.execute<{ total: number; ids: string[]; rows: Row[] }>(sql`
    with ${audienceParts(audienceOfRoles([role], district), of)},
    fitting as materialized (
      select p.id, p.search from scope s join po p on p.id = s.id where ${sql.join(conditions, sql` and `)}),
    page as (select * from fitting f where ${beyond} order by f.search collate "C", f.id limit ${PAGE + 1})
    select (select count(*)::int from fitting) as total,
      (select coalesce(jsonb_agg(id), '[]') from (select id from fitting order by search collate "C", id limit ${MOST_IDS}) f) as ids,
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
    ids: found?.ids ?? [],
    nextCursor: (found?.rows.length ?? 0) > PAGE && last ? writeNameCursor({ name: last.search, id: last.id }) : null,
  };
}
