import { and, eq, ne } from 'drizzle-orm';
import { changeRequest } from '../db/tables/change-request.ts';
import { submission } from '../db/tables/submission.ts';
import type { TransactionContext } from './context.ts';
import { releaseFollowers } from './merge-request.ts';
import { tellSettlement } from './tell-settlement.ts';

/**
 * After its author took a request back: those who follow it have asked all the same, and when that ended the envoi, the rest is told. Who took everything back is told
 * nothing unless the address is confirmed: anybody may write any address into the form, and withdraw.
 */
export async function tellWithdrawal(tx: TransactionContext, submissionId: string, requestId: string): Promise<void> {
  await releaseFollowers(tx, requestId);
  const [envoi] = await tx.db.select().from(submission).where(eq(submission.id, submissionId));
  if (!envoi) return;
  const [other] = await tx.db
    .select({ id: changeRequest.id })
    .from(changeRequest)
    .where(and(eq(changeRequest.submissionId, submissionId), ne(changeRequest.state, 'withdrawn')))
    .limit(1);
  if (envoi.emailConfirmedAt === null && !other) return;
  await tellSettlement(tx, { submission: envoi, requestId });
}
