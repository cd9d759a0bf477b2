import { sql } from 'drizzle-orm';
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
  // The schools are read once for all three.
  const rows = await db.execute<{ what: keyof Answered<typeof readPoChoices>; value: string; pos: number }>(sql`
    with offered as materialized (
      select s.po_id, s.district, s.level, s.municipality from school s join po p on p.id = s.po_id
      where p.region_id = ${regionId} and ${isOpen(today)}),
    choice as (
      -- The PO first: ids are compared much quicker than words.
      select distinct po_id, 'districts' as what, district as value from offered
      union all select distinct po_id, 'levels', level.name from offered, unnest(string_to_array(level, ' / ')) as level (name)
      union all select distinct po_id, 'municipalities', municipality from offered)
    select what, value, count(*)::int as pos from choice where value <> '' group by 1, 2 order by 2`);
  const of = (wanted: string) => rows.filter(({ what }) => what === wanted).map(({ value, pos }) => ({ value, pos }));
  return { districts: of('districts'), levels: of('levels'), municipalities: of('municipalities') };
}
