import { eq } from 'drizzle-orm';
import { changeRequest } from '../db/tables/change-request.ts';
import { requestEvent } from '../db/tables/request-event.ts';
import { authorAddress } from '../mail/author-address.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { LoadedRequest } from '../reads/load-request.ts';
import type { TransactionContext } from './context.ts';

/**
 * After counter-requests were applied: the requests that they took back say so, and their authors, who had been told
 * that it was done, are told that it no longer is.
 */
export async function tellReverts(tx: TransactionContext, applied: readonly LoadedRequest[]): Promise<void> {
  for (const { request, submission: told } of applied) {
    if (request.revertsId === null) continue;
    const [reverted] = await tx.db.select().from(changeRequest).where(eq(changeRequest.id, request.revertsId));
    if (!reverted) continue;
    await tx.db.insert(requestEvent).values({
      ...{ requestId: reverted.id, event: 'take-back', fromState: reverted.state, toState: reverted.state },
      ...{ actorKind: tx.actor.kind, actorId: tx.actor.id, actorLabel: tx.actor.label },
      ...{ detail: { revertId: request.id }, at: tx.now() },
    });
    // A counter-request of a counter-request: its author never asked for either.
    if (reverted.revertsId !== null) continue;
    await queueMail(tx.db, {
      kind: 'request-reverted',
      causeKey: `request-reverted:${request.id}`,
      to: authorAddress(told),
      submissionId: reverted.submissionId,
      requestId: reverted.id,
    });
  }
}
