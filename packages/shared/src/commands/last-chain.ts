import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { decision } from '../db/tables/decision.ts';
import { chainOf } from './chain-of.ts';
import type { TransactionContext } from './context.ts';
import type { Decision } from './lock-approvals.ts';

/**
 * The last approval of a request with those that were given in the same act, in their order; empty when it was never
 * approved. `superseded`: that one's request was approved again since, by itself.
 */
export async function lastChain(
  tx: TransactionContext,
  requestId: string,
): Promise<(Decision & { superseded: boolean })[]> {
  const [last] = await tx.db
    .select({ id: decision.id, chainId: decision.chainId })
    .from(decision)
    .where(and(eq(decision.requestId, requestId), eq(decision.kind, 'approve')))
    .orderBy(desc(decision.sequence))
    .limit(1);
  if (!last) return [];
  const rows = await tx.db
    .select({
      row: decision,
      superseded: sql<boolean>`exists (
        select from decision later where later.request_id = decision.request_id and later.kind = 'approve'
          and later.sequence > decision.sequence)`,
    })
    .from(decision)
    .where(chainOf(last))
    .orderBy(asc(decision.sequence));
  return rows.map(({ row, superseded }) => ({ ...row, superseded }));
}
