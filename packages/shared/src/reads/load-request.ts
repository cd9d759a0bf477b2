import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { requestPayload } from '../db/tables/request-payload.ts';
import { submission } from '../db/tables/submission.ts';
import { uuidList } from '../db/uuid-list.ts';
import { NotFoundError } from '../errors/errors.ts';
import { readPayload, type StoredPayload } from '../request-types/read-payload.ts';
import { type RecordedValues, readRecorded } from '../request-types/recorded.ts';
import { requestType } from '../request-types/registry.ts';

export type LoadedRequest = {
  request: typeof changeRequest.$inferSelect;
  submission: typeof submission.$inferSelect;
  /** As sent, with what staff corrected put in its place. */
  stored: StoredPayload;
  /** As its author sent it. */
  sent: StoredPayload;
  /** What the register said when it came; null until the worker has seen it. */
  recorded: RecordedValues | null;
};

/**
 * A request with its submission and present payload.
 * @throws NotFoundError when there is none, or none in `regionId`
 */
export async function getRequestOrThrow(
  db: Database | Transaction,
  requestId: string,
  regionId?: string,
): Promise<LoadedRequest> {
  const conditions: SQL[] = [eq(changeRequest.id, requestId)];
  if (regionId !== undefined) conditions.push(eq(changeRequest.regionId, regionId));
  const [row] = await selectRequests(db, and(...conditions));
  if (!row) throw new NotFoundError(`No change request ${requestId}.`, { userMessage: 'Cette demande n’existe pas.' });
  return row;
}

/** The same for those of `requestIds` that exist, in any order. */
export async function loadRequests(
  db: Database | Transaction,
  requestIds: readonly string[],
): Promise<LoadedRequest[]> {
  return await selectRequests(db, sql`${changeRequest.id} = any(${uuidList(requestIds)})`);
}

/** The requests of one envoi, in their order. */
export async function loadEnvoi(db: Database | Transaction, submissionId: string): Promise<LoadedRequest[]> {
  const rows = await selectRequests(db, eq(changeRequest.submissionId, submissionId));
  return rows.sort((a, b) => a.request.position - b.request.position);
}

async function selectRequests(db: Database | Transaction, where: SQL | undefined): Promise<LoadedRequest[]> {
  const rows = await db
    .select({ request: changeRequest, submission, payload: requestPayload })
    .from(changeRequest)
    .innerJoin(submission, eq(submission.id, changeRequest.submissionId))
    .innerJoin(
      requestPayload,
      and(eq(requestPayload.requestId, changeRequest.id), eq(requestPayload.version, changeRequest.payloadVersion)),
    )
    .where(where);
  return rows.map(({ request, submission: envoi, payload }) => {
    const sent = readPayload(request.type, payload.schemaVersion, payload.payload);
    const recorded = payload.recorded === null ? null : readRecorded(payload.recorded);
    return { request, submission: envoi, sent, stored: correctedPayload(request, sent), recorded };
  });
}

function correctedPayload(request: typeof changeRequest.$inferSelect, sent: StoredPayload): StoredPayload {
  const { corrections } = request.settlement;
  if (sent.kind === 'erased' || !corrections) return sent;
  const merged = requestType(request.type).payload.safeParse({ ...(sent.payload as object), ...corrections });
  if (!merged.success) throw new Error(`The corrections of change request ${request.id} do not fit its payload.`);
  return { kind: 'payload', payload: merged.data };
}
