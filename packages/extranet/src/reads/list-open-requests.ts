import type { Database } from '@guichet/shared/db/client';
import type { RequestState } from '@guichet/shared/domain/transitions';
import { isRequestTypeName, type RequestTypeName } from '@guichet/shared/request-types/forms';
import { sql } from 'drizzle-orm';

export type OpenRequest = {
  reference: string;
  type: RequestTypeName;
  state: Extract<RequestState, 'submitted' | 'correction_requested' | 'approved' | 'failed'>;
  sentAt: Date;
  /** Who reads this has sent it. */
  own: boolean;
};

type Row = Omit<OpenRequest, 'type' | 'sentAt'> & { type: string; sentAt: string };

/**
 * The open requests of a PO, the latest first, for its president or secretary of today; null for anybody else. The
 * database decides: the extranet may not read requests.
 */
export async function listOpenRequests(
  db: Database,
  asked: { poId: string; accountId: string },
): Promise<OpenRequest[] | null> {
  const [row] = await db.execute<{ found: Row[] | null }>(
    sql`select open_requests_of_po(${asked.accountId}::uuid, ${asked.poId}::uuid) as found`,
  );
  if (!row?.found) return null;
  // What the secretariat orders by itself is no request of the PO.
  return row.found.flatMap(({ type, sentAt, ...request }) =>
    isRequestTypeName(type) ? [{ ...request, type, sentAt: new Date(sentAt) }] : [],
  );
}
