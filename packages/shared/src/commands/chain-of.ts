import { eq, type SQL } from 'drizzle-orm';
import { decision } from '../db/tables/decision.ts';

/** The decisions that stand or fall with this one: its chain, or itself alone. */
export function chainOf({ id, chainId }: { id: string; chainId: string | null }): SQL {
  return chainId === null ? eq(decision.id, id) : eq(decision.chainId, chainId);
}
