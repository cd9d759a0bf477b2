import { randomUUID } from 'node:crypto';
import { type CorrectionQuestion, correction } from '../../db/tables/correction.ts';
import { ConflictError, InvalidInputError } from '../../errors/errors.ts';
import { authorAddress, NO_ADDRESS } from '../../mail/author-address.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { enqueue } from '../../queue/outbox.ts';
import { requestType } from '../../request-types/registry.ts';
import { changeState } from '../change-state.ts';
import { type Context, inTransaction } from '../context.ts';
import { readWords } from '../read-words.ts';
import { loadForDecision, requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

export const MAX_QUESTIONS = 20;

/**
 * Asks the author of a request about some of the answers, or about the request as a whole. The request waits; its
 * author gets a mail and reads each question beside its field. The clock starts with the worker.
 * @throws InvalidInputError without a question, or for a field the form does not have; ConflictError when the request
 *   is no longer to be decided, its author has no address, or on an old version; ForbiddenError for readers
 */
export async function askCorrection(
  ctx: Context,
  input: { requestId: string; version: number; questions: readonly CorrectionQuestion[] },
): Promise<{ version: number; correctionId: string }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const { request, submission } = await loadForDecision(tx, actor, input);
    if (requestType(request.type).ordered) {
      throw new ConflictError(`Change request ${request.id} was ordered by staff: nobody outside can answer.`, {
        userMessage: 'Cette demande vient du secrétariat : il n’y a personne à interroger.',
      });
    }
    if (submission.submitterEmail === null)
      throw new ConflictError(`The author of change request ${request.id} has no address.`, {
        userMessage: NO_ADDRESS,
      });
    const questions = readQuestions(request.type, input.questions);
    const id = randomUUID();
    const { version } = await changeState(tx, request, 'ask-correction', {
      reason: questions.map(({ message }) => message).join('\n\n'),
      detail: { correctionId: id, fields: questions.map(({ field }) => field) },
    });
    await tx.db.insert(correction).values({
      id,
      requestId: request.id,
      questions,
      payloadVersion: request.payloadVersion,
      askedBy: actor.id,
      askedAt: tx.now(),
    });
    await queueMail(tx.db, {
      kind: 'correction-asked',
      causeKey: `correction-asked:${id}`,
      to: authorAddress(submission),
      submissionId: submission.id,
      requestId: request.id,
      params: { correctionId: id },
    });
    await enqueue(tx.db, [{ kind: 'correction-clock', ref: id }]);
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'ask-correction',
        subject: { type: 'change-request', id: request.id },
        requestId: request.id,
        after: { correctionId: id, questions },
      },
    ]);
    return { version, correctionId: id };
  });
}

/** Checked, in the order of the form; the request as a whole comes last. */
export function readQuestions(typeName: string, asked: readonly CorrectionQuestion[]): CorrectionQuestion[] {
  const names = requestType(typeName).groups.flatMap(({ fields }) => fields.map(({ name }) => name));
  const missing = 'Écrivez votre question : l’auteur de la demande la lira.';
  if (asked.length === 0 || asked.length > MAX_QUESTIONS) {
    throw new InvalidInputError(`${asked.length} question(s) asked.`, [{ path: 'questions', message: missing }], {
      userMessage: missing,
    });
  }
  const unknown = asked.find(({ field }) => field !== null && !names.includes(field));
  if (unknown || new Set(asked.map(({ field }) => field)).size < asked.length)
    throw new InvalidInputError('A question is about a field that the form does not have, or has twice.');
  const place = ({ field }: CorrectionQuestion) => (field === null ? names.length : names.indexOf(field));
  return asked
    .map(({ field, message }, index) => ({
      field,
      message: readWords(message, { path: `questions.${index}.message`, missing }),
    }))
    .sort((a, b) => place(a) - place(b));
}
