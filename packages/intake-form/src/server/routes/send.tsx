import { type SubmittedChanges, submitChanges } from '@guichet/shared/commands/submit-changes';
import { ConflictError, GuichetError, InvalidInputError, isGuichetError } from '@guichet/shared/errors/errors';
import { isDatabaseUnavailable } from '@guichet/shared/http/database-unavailable';
import type { Express, Request, Response } from 'express';
import { checkAnswers } from '../../form/check-answers.ts';
import { stepForm } from '../../form/step-forms.ts';
import { submitterForm } from '../../form/submitter-form.ts';
import { askedIn, type Draft } from '../drafts/draft.ts';
import { sayChanges } from '../drafts/seen.ts';
import { pathOf, type Step } from '../drafts/steps.ts';
import type { Intake } from '../intake.ts';
import type { ReviewPageProps } from '../pages/review-page.tsx';
import { sendAlreadySent } from './already-sent.tsx';
import { bodyOf, endOfPo, keyOf, versionOf } from './envoi.ts';
import { sendReview } from './review.tsx';

const review: Step = { name: 'review' };

/** The envoi leaves: its answers are read once, and one statement stores them. */
export function sendRoutes(app: Express, intake: Intake): void {
  app.post('/envoi/:key/envoyer', async (req, res) => {
    const key = keyOf(req);
    const draft = await intake.drafts.load(req, key);
    if (!draft) return sendAgain(intake, req, res);
    const envoi = envoiOf(key, draft);
    if (envoi === null) return res.redirect(303, pathOf(key, review));
    if (await endOfPo(intake, draft)) return res.redirect(303, pathOf(key, { name: 'po' }));
    if (versionOf(req) !== draft.version)
      return sendReview(intake, req, res, draft, 409, changedSince(draft, bodyOf(req).seen));
    try {
      const { email } = envoi.submitter;
      await intake.admission.admitSending({ ip: req.ip ?? '', email, startedAt: draft.startedAt, body: bodyOf(req) });
      await submitChanges(intake.submit, envoi);
    } catch (error) {
      // An answer that only the server can judge: the page before says which.
      if (error instanceof InvalidInputError) return res.redirect(303, pathOf(key, review));
      return sendRefusal(intake, req, res, draft, error);
    }
    await intake.drafts.close(req, res, key);
    // No body: a browser goes on at once, and nobody negotiates about a page that nobody reads.
    res.status(303).setHeader('Location', `/merci/${key}`).end();
  });
}

/** It has left already: the same page sent again leads to its receipt, another one is told so. */
async function sendAgain(intake: Intake, req: Request, res: Response): Promise<void> {
  const key = keyOf(req);
  const sent = await intake.drafts.sentVersion(key);
  if (sent !== null && sent !== versionOf(req)) return sendAlreadySent(req, res, key);
  res.redirect(303, `/merci/${key}`);
}

/** What has changed since the page was read that was just sent. */
function changedSince(draft: Draft, seen: unknown): ReviewPageProps['notice'] {
  const changes = sayChanges(draft, seen);
  return {
    kind: 'warn',
    title: 'Vos réponses ont changé dans un autre onglet',
    children: (
      <>
        {changes.length > 0 && (
          <ul>
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        )}
        <p>Rien n’est parti. Relisez-les : c’est ce qui est écrit ici qui partira.</p>
      </>
    ),
  };
}

/** The draft as the command takes it, or null when an answer is missing. Telephone numbers are the command's affair. */
function envoiOf(idempotencyKey: string, { po, requests, ...draft }: Draft): SubmittedChanges | null {
  const submitter = checkAnswers(submitterForm, draft.submitter);
  const checked = requests.map((request) => ({
    type: request.type,
    payload: checkAnswers(stepForm(request.type), askedIn(request)),
  }));
  if (!submitter.ok || po === null || checked.some(({ payload }) => !payload.ok)) return null;
  const { name, email, function: role, message, privacyRead } = submitter.answers;
  return {
    idempotencyKey,
    poId: po.id,
    poTyped: po.id === null ? { name: po.name, address: po.address } : null,
    submitter: { name, email, function: role },
    message,
    privacyRead,
    requests: checked.flatMap(({ type, payload }) => (payload.ok ? [{ type, payload: payload.answers }] : [])),
  };
}

/** Nothing left: the page says why and keeps everything, so that one press sends it later. */
async function sendRefusal(intake: Intake, req: Request, res: Response, draft: Draft, error: unknown): Promise<void> {
  if (error instanceof ConflictError) return sendAlreadySent(req, res, keyOf(req), true);
  const known = isDatabaseUnavailable(error)
    ? new GuichetError('unavailable', 'the database is away', { cause: error })
    : error;
  if (!isGuichetError(known)) throw error;
  const { retryAfterSeconds } = known.details ?? {};
  if (typeof retryAfterSeconds === 'number') res.setHeader('Retry-After', String(retryAfterSeconds));
  if (known.status === 503) intake.submit.log.warn({ err: error }, 'an envoi could not be stored');
  await sendReview(intake, req, res, draft, known.status, {
    kind: 'bad',
    title: 'Votre envoi n’est pas parti',
    children: (
      <p>
        {known.userMessage} Vos réponses sont gardées&nbsp;: il suffira d’appuyer encore une fois sur
        «&nbsp;Envoyer&nbsp;».
      </p>
    ),
  });
}
