import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { formatReference } from '../domain/reference.ts';
import type { LoadedRequest } from '../reads/load-request.ts';
import { requestType } from '../request-types/registry.ts';
import type { Sender } from './letter.ts';
import { senderOf } from './sender-of.ts';
import { letterText } from './letter-text.ts';
import type { MailFacts } from './mail-facts.ts';
import type { LetterKind } from './mail-kinds.ts';
import { writeLetter } from './render-mail.ts';

export type LetterPreview = { to: string; subject: string; text: string };

/**
 * The mail of that kind to the author of a request, as it would be written now; `told` is what the act at hand adds to
 * it. The link in it belongs to the author: it is not shown. The author must have an address.
 */
export async function previewLetter(
  db: Database,
  { request, submission, stored }: LoadedRequest,
  kind: LetterKind,
  told: Partial<MailFacts>,
  now: Date,
): Promise<LetterPreview> {
  const to = submission.submitterEmail;
  if (to === null) throw new Error(`The author of change request ${request.id} has no address: no mail can be shown.`);
  const [row] = await db.execute<{ sender: Sender }>(
    sql`select ${senderOf} as sender from region g where g.id = ${request.regionId}`,
  );
  if (!row) throw new Error(`No region ${request.regionId}.`);
  const confirmed = submission.emailConfirmedAt !== null;
  const letter = writeLetter(kind, {
    sender: row.sender,
    reference: formatReference(submission.reference),
    confirmed,
    sentence: confirmed && stored.kind === 'payload' ? requestType(request.type).sentence(stored.payload) : null,
    reason: null,
    poName: null,
    mandateFrom: null,
    roles: [],
    lastDay: null,
    ending: null,
    expiresAt: null,
    link: '(son lien de suivi)',
    at: now,
    stage: null,
    questions: [],
    lapsesOn: null,
    outcomes: [],
    answers: [],
    words: null,
    notices: [],
    mailing: null,
    cameBy: submission.cameBy,
    ...told,
  });
  return { to, subject: letter.subject, text: letterText(letter, Number.POSITIVE_INFINITY) };
}
