import { asc, eq } from 'drizzle-orm';
import type { PoMatch } from '../contracts/pos.ts';
import type { Database } from '../db/client.ts';
import { po } from '../db/tables/po.ts';
import { formatAddress } from '../domain/postal-address.ts';
import { searchPos } from './search-pos.ts';

const SHOWN = 20;
const LISTED = 300;

/** POs of one secretariat by words, the best match first; without words, all of them by name. */
export async function searchRegionPos(db: Database, regionId: string, text: string): Promise<PoMatch[]> {
  if (text.trim() === '') {
    const rows = await db.select().from(po).where(eq(po.regionId, regionId)).orderBy(asc(po.name)).limit(LISTED);
    return rows.map((row) => ({ id: row.id, fase: row.fase, name: row.name, detail: formatAddress(row) }));
  }
  const found = await searchPos(db, text, { limit: SHOWN, regionId });
  return found.map(({ id, fase, name, address, schools }) => ({
    ...{ id, fase, name },
    detail: [address, ...schools].join(' ; '),
  }));
}
