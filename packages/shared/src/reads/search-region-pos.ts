import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import type { PoMatch } from '../contracts/pos.ts';
import type { Database } from '../db/client.ts';
import { po } from '../db/tables/po.ts';
import { formatAddress } from '../domain/postal-address.ts';
import { searchPos } from './search-pos.ts';

const stillOpen = or(isNull(po.closedOn), sql`${po.closedOn} >= (now() at time zone 'Europe/Brussels')::date`);

const SHOWN = 20;
const LISTED = 300;

/** POs of one secretariat that are not closed, by words, the best match first; without words, all of them by name. */
export async function searchRegionPos(db: Database, regionId: string, text: string): Promise<PoMatch[]> {
  if (text.trim() === '') {
    const rows = await db
      .select()
      .from(po)
      .where(and(eq(po.regionId, regionId), stillOpen))
      .orderBy(asc(po.name))
      .limit(LISTED);
    return rows.map((row) => ({ id: row.id, fase: row.fase, name: row.name, detail: formatAddress(row) }));
  }
  const found = await searchPos(db, text, { limit: SHOWN, regionId });
  return found.map(({ id, fase, name, address, schools }) => ({
    ...{ id, fase, name },
    detail: [address, ...schools].join(' ; '),
  }));
}
