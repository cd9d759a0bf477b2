import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { outbox } from '../db/tables/outbox.ts';

/** The kinds of work that the ledger knows; the worker refuses to boot without a handler for each. */
export const OUTBOX_KINDS = [
  'arrive',
  'apply',
  'bulk',
  'member-import',
  'mail',
  'mailing',
  'mailing-mail',
  'close-account',
  'account-order',
  'own-address',
  'address-left',
  'activation-clock',
  'account-calendar',
  'transfer-school',
  'enterprise-number',
  'correction-clock',
  'envoi-settled',
  'tracking-link',
  'morning-notices',
  'duplicates',
  'erase-person',
  'retention',
  'export',
  'audit-check',
  'verification-round',
  'verification',
] as const;
export type OutboxKind = (typeof OUTBOX_KINDS)[number];

export type OutboxEntry = {
  kind: OutboxKind;
  /** What it is about: the decision of an 'apply', the run of a 'bulk', a 'retention' or an 'export', the mail of a 'mail'... Unique per kind, so a repeat adds nothing. */
  ref: string;
  /** Not before this moment; at once when left out. */
  nextAt?: Date;
};

/** Writes down what has to be done, in the transaction that decides it. An entry that stands already is left alone. */
export async function enqueue(tx: Transaction | Database, entries: readonly OutboxEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insert(outbox)
    .values(entries.map(({ kind, ref, nextAt }) => ({ kind, ref, ...(nextAt ? { nextAt } : {}) })))
    .onConflictDoNothing();
}

/** Takes back work that has not been done yet. Returns the refs of the rows that it still found pending. */
export async function cancelOutbox(
  tx: Transaction | Database,
  kind: OutboxKind,
  refs: readonly string[],
): Promise<string[]> {
  if (refs.length === 0) return [];
  const rows = await tx
    .update(outbox)
    .set({ state: 'cancelled', doneAt: sql`now()` })
    .where(and(eq(outbox.kind, kind), inArray(outbox.ref, [...refs]), eq(outbox.state, 'pending')))
    .returning({ ref: outbox.ref });
  return rows.map(({ ref }) => ref);
}
