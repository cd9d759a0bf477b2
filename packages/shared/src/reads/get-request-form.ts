import type { Answered } from '../contracts/contract.ts';
import type { readForm } from '../contracts/second-look.ts';
import type { Database } from '../db/client.ts';
import { NotFoundError } from '../errors/errors.ts';
import { requestType } from '../request-types/registry.ts';
import { listSchoolOptions } from './list-school-options.ts';
import { getRequestOrThrow } from './load-request.ts';

/**
 * The answers of a request as its form holds them, with what staff corrected already.
 * @throws NotFoundError when there is no such request in the region, or nothing left of it
 */
export async function getRequestForm(
  db: Database,
  regionId: string,
  requestId: string,
): Promise<Answered<typeof readForm>> {
  const { request, stored } = await getRequestOrThrow(db, requestId, regionId);
  if (stored.kind === 'erased') throw new NotFoundError(`The payload of change request ${requestId} has been erased.`);
  const poId = request.settlement.poId ?? request.poId;
  return {
    type: request.type,
    values: requestType(request.type).toForm(stored.payload),
    schools: await listSchoolOptions(db, poId),
  };
}
