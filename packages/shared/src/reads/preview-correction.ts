import { eq } from 'drizzle-orm';
import type { StaffActor } from '../commands/context.ts';
import { readQuestions } from '../commands/corrections/ask-correction.ts';
import type { Database } from '../db/client.ts';
import type { CorrectionQuestion } from '../db/tables/correction.ts';
import { region } from '../db/tables/region.ts';
import { formatReference } from '../domain/reference.ts';
import { letterText } from '../mail/letter-text.ts';
import type { MailFacts } from '../mail/mail-facts.ts';
import { writeLetter } from '../mail/render-mail.ts';
import { fieldLabel } from '../request-types/field-label.ts';
import { requestType } from '../request-types/registry.ts';
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
): Promise<{ to: string; subject: string; text: string }> {
  const { request, submission, stored } = await getRequestOrThrow(db, input.requestId, actor.regionId);
  const questions = readQuestions(request.type, input.questions);
  const [sender] = await db
    .select({ name: region.name, email: region.email, phone: region.phone })
    .from(region)
    .where(eq(region.id, request.regionId));
  if (!sender) throw new Error(`No region ${request.regionId}.`);
  const confirmed = submission.emailConfirmedAt !== null;
  const facts: MailFacts = {
    sender,
    reference: formatReference(submission.reference),
    confirmed,
    sentence: confirmed && stored.kind === 'payload' ? requestType(request.type).sentence(stored.payload) : null,
    reason: null,
    poName: null,
    mandateFrom: null,
    expiresAt: null,
    link: '(son lien de suivi)',
    at: now,
    stage: null,
    questions: confirmed
      ? questions.map(({ field, message }) => ({ label: fieldLabel(request.type, field), message }))
      : [],
    lapsesOn: null,
    outcomes: [],
    answers: [],
    words: null,
  };
  const letter = writeLetter('correction-asked', facts);
  return { to: submission.submitterEmail, subject: letter.subject, text: letterText(letter) };
}
