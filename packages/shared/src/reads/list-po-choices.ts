import { type SQL, sql } from 'drizzle-orm';
import type { Answered } from '../contracts/contract.ts';
import type { readPoChoices } from '../contracts/po-list.ts';
import type { Database } from '../db/client.ts';
import type { CivilDate } from '../domain/dates.ts';
import { isOpen } from './narrow-pos.ts';

/** What schools open today of a secretariat offer to narrow the list of POs by, each with the number of its POs. */
export async function listPoChoices(
  db: Database,
  regionId: string,
  today: CivilDate,
): Promise<Answered<typeof readPoChoices>> {
  const count = async (value: SQL, from: SQL = sql``) => {
    const rows = await db.execute<{ value: string; pos: number }>(sql`
      select ${value} as value, count(distinct s.po_id)::int as pos
      from school s join po p on p.id = s.po_id ${from}
      where p.region_id = ${regionId} and ${isOpen(today)} and ${value} <> '' group by 1 order by 1`);
    return [...rows];
  };
  const [districts, levels, municipalities] = await Promise.all([
    count(sql`s.district`),
    count(sql`level.name`, sql`cross join lateral unnest(string_to_array(s.level, ' / ')) as level (name)`),
    count(sql`s.municipality`),
  ]);
  return { districts, levels, municipalities };
}
