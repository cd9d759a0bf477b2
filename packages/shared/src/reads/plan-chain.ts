import type { Database, Transaction } from '../db/client.ts';
import { hashOf } from '../domain/hash.ts';
import type { Plan } from '../request-types/plan.ts';
import type { FactsOptions } from './load-facts.ts';
import type { LoadedRequest } from './load-request.ts';
import { type PlannedRequest, planLoaded } from './plan-request.ts';

/**
 * Makes the plans of requests that are to be applied one after the other in one act: each on the state that those before
 * it will have left. Null for one whose payload has been erased.
 */
export async function planChain(
  db: Database | Transaction,
  requests: readonly LoadedRequest[],
  options: Omit<FactsOptions, 'chain'>,
): Promise<(PlannedRequest | null)[]> {
  const before: Plan[] = [];
  const requestIds = requests.map(({ request }) => request.id);
  const chain: (PlannedRequest | null)[] = [];
  for (const loaded of requests) {
    const planned = await planLoaded(db, loaded, { ...options, chain: { before: [...before], requestIds } });
    if (planned) before.push(planned.plan);
    chain.push(planned);
  }
  return chain;
}

/** One hash over a whole chain: what an approval of all of it must carry. */
export function chainHash(chain: readonly PlannedRequest[]): string {
  return hashOf(chain.map(({ request, shownHash }) => ({ id: request.id, version: request.version, shownHash })));
}
