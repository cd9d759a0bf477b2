import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { uuidList } from '../../db/uuid-list.ts';
import type { CivilDate } from '../../domain/dates.ts';
import { formatName } from '../../domain/names.ts';

/** The names of people and POs of a secretariat, by name; those of other secretariats, and those that are not, are left out. */
export async function nameAudience(
  db: Database,
  { regionId, today }: { regionId: string; today: CivilDate },
  { people, pos }: { people: readonly string[]; pos: readonly string[] },
) {
  const [persons, found] = await Promise.all([
    db.execute<{ id: string; last_name: string; first_name: string; member: boolean }>(sql`
      select p.id, p.last_name, p.first_name, bool_or(m.annulled_at is null and m.period @> ${today}::date) as member
      from person p join mandate m on m.person_id = p.id join po on po.id = m.po_id
      where p.id = any (${uuidList(people)}) and po.region_id = ${regionId}::uuid and p.erased_at is null
      group by p.id order by p.search collate "C", p.id`),
    db.execute<{ id: string; name: string; fase: number }>(sql`
      select id, name, fase from po where id = any (${uuidList(pos)}) and region_id = ${regionId}::uuid order by name, id`),
  ]);
  return {
    people: persons.map(({ id, last_name: lastName, first_name: firstName, member }) => ({
      ...{ id, name: formatName({ lastName, firstName }), isMember: member },
    })),
    pos: [...found],
  };
}
