import type { StaffActor } from '../commands/context.ts';
import { readQuestions } from '../commands/corrections/ask-correction.ts';
import type { Database } from '../db/client.ts';
import type { CorrectionQuestion } from '../db/tables/correction.ts';
import { ConflictError } from '../errors/errors.ts';
import { NO_ADDRESS } from '../mail/author-address.ts';
import { type LetterPreview, previewLetter } from '../mail/preview-letter.ts';
import { fieldLabel } from '../request-types/field-label.ts';
import { getRequestOrThrow } from './load-request.ts';

/**
 * The mail that these questions would send, as its text. The link in it belongs to the author: it is not shown.
 * @throws what asking would throw for questions that are not usable, NotFoundError in another region
 */
export async function previewCorrection(
  db: Database,
  actor: StaffActor,
  input: { requestId: string; questions: readonly CorrectionQuestion[] },
  now: Date,
): Promise<LetterPreview> {
  const loaded = await getRequestOrThrow(db, input.requestId, actor.regionId);
  const { request, submission } = loaded;
  if (submission.submitterEmail === null)
    throw new ConflictError(`The author of change request ${request.id} has no address.`, { userMessage: NO_ADDRESS });
  const asked = readQuestions(request.type, input.questions).map(({ field, message }) => ({
    label: fieldLabel(request.type, field),
    message,
  }));
  const questions = submission.emailConfirmedAt === null ? [] : asked;
  return previewLetter(db, loaded, 'correction-asked', { questions }, now);
}
