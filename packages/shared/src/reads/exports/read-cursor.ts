import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';

/** So many rows are in memory at a time. */
const AT_A_TIME = 500;

/** The rows of a statement as the server makes them, some at a time. One at a time per transaction. */
export async function* readCursor<Row extends Record<string, unknown>>(
  tx: Transaction,
  statement: SQL,
): AsyncGenerator<Row[]> {
  await tx.execute(sql`declare exported no scroll cursor for ${statement}`);
  for (;;) {
    const rows = await tx.execute<Row>(sql.raw(`fetch ${AT_A_TIME} from exported`));
    if (rows.length > 0) yield [...rows] as Row[];
    if (rows.length < AT_A_TIME) break;
  }
  await tx.execute(sql`close exported`);
}

/** How many rows there are of what stands behind `from`. */
export async function countRows(tx: Transaction, source: SQL): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from ${source}`);
  return row?.n ?? 0;
}
