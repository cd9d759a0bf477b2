import { type SQL, sql } from 'drizzle-orm';
import type { PoListQuery } from '../../contracts/po-list.ts';
import type { Transaction } from '../../db/client.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { narrowPos } from '../narrow-pos.ts';
import { searchPos } from '../search-pos.ts';
import type { ExportReader } from './export-list.ts';

/** As many as the list of POs looks at. */
const PROPOSED = 200;

export type PoFilters = Omit<PoListQuery, 'cursor'>;

/** Whether a PO, `p` in the statement, is in the list that these filters show. */
export async function isInPoList(tx: Transaction, reader: ExportReader, filters: PoFilters): Promise<SQL> {
  const fits = narrowPos(reader, filters);
  const words = filters.q?.trim() ?? '';
  if (words === '') return fits;
  const found = await searchPos(tx, words, { limit: PROPOSED });
  return sql`p.id = any (${uuidList(found.map(({ id }) => id))}) and ${fits}`;
}
