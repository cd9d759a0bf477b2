import type { Database } from '@guichet/shared/db/client';
import { sql } from 'drizzle-orm';
import type { Secretariat } from './list-secretariats.ts';

export type Receipt = {
  id: string;
  reference: string;
  sentAt: Date;
  /** Of the secret in the receipt's own tracking link, in hexadecimal. */
  followSha256: string | null;
  region: Secretariat & { id: string };
};

/** The receipt of what was sent under this key; null when nothing was. Tells nothing that its holder did not type. */
export async function readReceipt(db: Database, key: string): Promise<Receipt | null> {
  const [row] = await db.execute<{ receipt: (Omit<Receipt, 'sentAt'> & { sentAt: string }) | null }>(
    sql`select read_receipt(${key}) as receipt`,
  );
  return row?.receipt ? { ...row.receipt, sentAt: new Date(row.receipt.sentAt) } : null;
}
