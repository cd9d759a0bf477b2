import type { ExportSelection } from '../../contracts/exports.ts';
import type { Database } from '../../db/client.ts';
import type { ExportReader } from './export-list.ts';
import { openList } from './export-lists.ts';

/** How many rows and which columns a list would have as a file. */
export async function previewExport(
  db: Database,
  reader: ExportReader,
  selection: ExportSelection,
): Promise<{ rows: number | null; heads: string[] }> {
  const list = openList(selection);
  const rows = await db.transaction((tx) => list.count(tx, reader), { accessMode: 'read only' });
  return { rows, heads: list.heads.map(({ head }) => head) };
}
