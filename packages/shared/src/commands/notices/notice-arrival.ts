import { and, eq } from 'drizzle-orm';
import { correction } from '../../db/tables/correction.ts';
import type { TransactionContext } from '../context.ts';
import { noticeStaff } from './notice-staff.ts';

const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an `arrive` row tells staff: a request that is new, or one that its author has corrected; else nothing. */
export async function noticeArrival(tx: TransactionContext, ref: string): Promise<void> {
  const [requestId = '', why] = ref.split('/');
  if (why === undefined) return noticeStaff(tx, { kind: 'new', requestId, cause: requestId });
  if (!IDENTIFIER.test(why)) return;
  const [answered] = await tx.db
    .select({ id: correction.id })
    .from(correction)
    .where(and(eq(correction.id, why), eq(correction.requestId, requestId), eq(correction.state, 'answered')));
  if (answered) await noticeStaff(tx, { kind: 'corrected', requestId, cause: answered.id });
}
