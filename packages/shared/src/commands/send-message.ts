import { randomUUID } from 'node:crypto';
import { message } from '../db/tables/message.ts';
import { ConflictError } from '../errors/errors.ts';
import { authorAddress, NO_ADDRESS } from '../mail/author-address.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { getRequestOrThrow } from '../reads/load-request.ts';
import { type Context, inTransaction } from './context.ts';
import { readWords } from './read-words.ts';
import { requireDecider } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Writes to the author of a request, in the thread of its envoi; a mail tells that it is there. Nothing else changes.
 * @throws InvalidInputError without words, ConflictError when the author has no address, ForbiddenError for readers,
 *   NotFoundError in another region
 */
export async function sendMessage(ctx: Context, input: { requestId: string; words: string }): Promise<void> {
  const actor = requireDecider(ctx);
  const body = readWords(input.words, { path: 'words', missing: 'Écrivez votre message.' });
  await inTransaction(ctx, async (tx) => {
    const { request, submission } = await getRequestOrThrow(tx.db, input.requestId, actor.regionId);
    if (submission.submitterEmail === null)
      throw new ConflictError(`The author of change request ${request.id} has no address.`, {
        userMessage: NO_ADDRESS,
      });
    const id = randomUUID();
    await tx.db.insert(message).values({
      id,
      submissionId: submission.id,
      requestId: request.id,
      authorKind: 'staff',
      staffId: actor.id,
      authorLabel: actor.label,
      body,
      at: tx.now(),
    });
    await queueMail(tx.db, {
      kind: 'staff-message',
      causeKey: `staff-message:${id}`,
      to: authorAddress(submission),
      submissionId: submission.id,
      requestId: request.id,
      params: { messageId: id },
    });
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'send-message',
        subject: { type: 'change-request', id: request.id },
        requestId: request.id,
        after: { messageId: id },
      },
    ]);
  });
}
