import { and, asc, eq, inArray } from 'drizzle-orm';
import type { PoMatch } from '../contracts/pos.ts';
import type { Database } from '../db/client.ts';
import { po } from '../db/tables/po.ts';
import { formatAddress } from '../domain/postal-address.ts';
import { searchPos } from './search-pos.ts';

const SHOWN = 20;
const LISTED = 300;
/** POs of other secretariats are found too and then left out. */
const PROPOSED = 100;

/** POs of one secretariat by words, the best match first; without words, all of them by name. */
export async function searchRegionPos(db: Database, regionId: string, text: string): Promise<PoMatch[]> {
  if (text.trim() === '') {
    const rows = await db.select().from(po).where(eq(po.regionId, regionId)).orderBy(asc(po.name)).limit(LISTED);
    return rows.map((row) => ({ id: row.id, fase: row.fase, name: row.name, detail: formatAddress(row) }));
  }
  const found = await searchPos(db, text, { limit: PROPOSED });
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const own = await db
    .select({ id: po.id })
    .from(po)
    .where(and(eq(po.regionId, regionId), inArray(po.id, ids)));
  const ours = new Set(own.map(({ id }) => id));
  return found
    .filter(({ id }) => ours.has(id))
    .slice(0, SHOWN)
    .map(({ id, fase, name, address, schools }) => ({ id, fase, name, detail: [address, ...schools].join(' ; ') }));
}
