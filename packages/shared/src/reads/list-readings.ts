import { sql } from 'drizzle-orm';
import type { ReadingView } from '../contracts/persons.ts';
import type { Database } from '../db/client.ts';
import { requirePersonInRegion } from './find-person.ts';

type Row = { id: string; name: string; at: string; po_name: string | null };

/**
 * Who read a person's file, the latest first: the own page, and those of the POs where a mandate is or was held, which
 * show it too. `before`: readings that began earlier, so that the one at hand is not among them.
 */
export async function listReadings(
  db: Database,
  personId: string,
  { before, limit }: { before: Date; limit: number },
): Promise<ReadingView[]> {
  const until = before.toISOString();
  const rows = await db.execute<Row>(sql`
    select r.id::text, u.name, r.at, o.name as po_name from (
      (select * from person_reading where person_id = ${personId} and at < ${until}::timestamptz order by at desc limit ${limit})
      union all
      (select of_po.* from (select distinct po_id from mandate where person_id = ${personId} and annulled_at is null) as home
        cross join lateral (select * from person_reading r where r.po_id = home.po_id and r.at < ${until}::timestamptz
          order by r.at desc limit ${limit}) as of_po)
    ) as r join staff_user u on u.id = r.staff_id left join po o on o.id = r.po_id
    order by r.at desc, r.id desc limit ${limit}`);
  return rows.map(({ id, name, at, po_name: poName }) => ({
    id,
    by: name,
    at: new Date(at).toISOString(),
    screen: poName === null ? 'sa page' : `le dossier du PO ${poName}`,
  }));
}

const ALL = 1_000;

/**
 * Everybody who read a person's file, the latest thousand, for who answers for the data.
 * @throws NotFoundError in another region
 */
export async function listAllReadings(
  db: Database,
  regionId: string,
  personId: string,
  now: Date,
): Promise<ReadingView[]> {
  await requirePersonInRegion(db, personId, regionId);
  return listReadings(db, personId, { before: now, limit: ALL });
}
