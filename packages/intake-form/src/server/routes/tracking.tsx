import { randomUUID } from 'node:crypto';
import { MAX_WORDS, readWords } from '@guichet/shared/commands/read-words';
import { emailProblem } from '@guichet/shared/domain/email';
import { formatReference, parseReference } from '@guichet/shared/domain/reference';
import { InvalidInputError, type Issue, isGuichetError } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { createRateLimit } from '@guichet/shared/http/rate-limit';
import { withoutReferrer } from '@guichet/shared/http/security-headers';
import type { Express, Request, Response } from 'express';
import { confirmSubmitterEmail } from '../commands/confirm-submitter-email.ts';
import { askAnswersCopy, askTrackingLink, writeMessage } from '../commands/follow-up.ts';
import type { Intake } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { TrackingPage, type TrackingPageProps } from '../pages/tracking-page.tsx';
import { readSentAnswers } from '../reads/read-answers.ts';
import { trackSubmission } from '../reads/track-submission.ts';
import { bodyOf } from './envoi.ts';
import { correctionRoutes } from './tracking-correction.tsx';
import { secretOf, sendDeadLink, sendHelp } from './tracking-link.tsx';
import { withdrawRoutes } from './tracking-withdraw.tsx';

const HOUR = 3_600;

/** Following an envoi by one of its links: the one of its receipt, or the one that came by mail. */
export function trackingRoutes(app: Express, intake: Intake): void {
  const lostLinks = createRateLimit({ store: 'memory', name: 'lost-links', points: 20, durationSeconds: HOUR });
  const messages = createRateLimit({ store: 'memory', name: 'messages', points: 30, durationSeconds: HOUR });

  app.get('/suivi', (req, res) => {
    // From the extranet, with the reference of a request of the PO: its author need only say where the link goes.
    const { reference } = req.query;
    const known = typeof reference === 'string' ? parseReference(reference) : null;
    const lost = known === null ? undefined : { reference: formatReference(known), email: '', issues: [] };
    return sendHelp(intake, res, 200, { asked: req.query.demande !== undefined, lost });
  });

  // The same words and the same work whether there is such an envoi or not: the worker looks, after the answer.
  app.post('/suivi', async (req, res) => {
    const { reference, email, issues } = readLostLink(bodyOf(req));
    if (issues.length > 0) return sendHelp(intake, res, 422, { lost: { reference, email, issues } });
    const limit = await refusalOf(res, lostLinks.consume(req.ip ?? ''));
    if (limit)
      return sendHelp(intake, res, 429, { lost: { reference, email, issues: [{ path: 'email', message: limit }] } });
    await askTrackingLink(intake.submit, { reference: parseReference(reference) ?? '', email });
    res.redirect(303, '/suivi?demande');
  });

  app.get('/suivi/:secret', withoutReferrer, async (req, res) => {
    await sendTracking(intake, req, res, 200, { id: randomUUID(), text: '', issues: [] });
  });

  // Scanners of mails open links; only a person presses a button.
  app.post('/suivi/:secret/confirmer', withoutReferrer, async (req, res) => {
    const secret = secretOf(req);
    const confirmed = secret && (await confirmSubmitterEmail(intake.submit, secret));
    if (!confirmed) return sendDeadLink(intake, res);
    res.redirect(303, `/suivi/${secret}`);
  });

  app.post('/suivi/:secret/copie', withoutReferrer, async (req, res) => {
    const secret = secretOf(req);
    const asked = secret && (await askAnswersCopy(intake.submit, secret));
    if (!asked) return sendDeadLink(intake, res);
    res.redirect(303, `/suivi/${secret}?copie`);
  });

  app.post('/suivi/:secret/message', withoutReferrer, async (req, res) => {
    const secret = secretOf(req);
    if (secret === null) return sendDeadLink(intake, res);
    const { id, message } = bodyOf(req);
    const text = typeof message === 'string' ? message : '';
    const messageId = typeof id === 'string' && UUID.test(id) ? id : randomUUID();
    const words = readMessage(text);
    if (!words.ok) return sendTracking(intake, req, res, 422, { id: messageId, text, issues: words.issues });
    const limit = await refusalOf(res, messages.consume(secret));
    if (limit)
      return sendTracking(intake, req, res, 429, {
        id: messageId,
        text,
        issues: [{ path: 'message', message: limit }],
      });
    if (!(await writeMessage(intake.submit, secret, messageId, words.text))) return sendDeadLink(intake, res);
    res.redirect(303, `/suivi/${secret}#messages`);
  });

  withdrawRoutes(app, intake);
  correctionRoutes(app, intake);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function sendTracking(
  intake: Intake,
  req: Request,
  res: Response,
  status: number,
  message: TrackingPageProps['message'],
): Promise<void> {
  const secret = secretOf(req);
  const found = secret && (await trackSubmission(intake.submit.db, secret));
  if (!found) return sendDeadLink(intake, res);
  const answers = found.proven && found.emailConfirmed ? await readSentAnswers(intake.submit.db, secret) : null;
  sendPage(res, status, {
    title: found.requests.length > 1 ? 'Où en sont vos demandes' : 'Où en est votre demande',
    current: 'tracking',
    hasErrors: message.issues.length > 0,
    script: 'src/client/tracking.ts',
    children: (
      <TrackingPage
        found={found}
        path={`/suivi/${secret}`}
        csrf={csrfToken(res)}
        answers={answers}
        message={message}
        copyAsked={req.query.copie !== undefined}
      />
    ),
  });
}

/** What a limit says, when it refuses: the page is shown again with it, and with what was typed. */
async function refusalOf(res: Response, counted: Promise<void>): Promise<string | null> {
  try {
    await counted;
    return null;
  } catch (error) {
    if (!isGuichetError(error) || error.code !== 'too-many-requests') throw error;
    const { retryAfterSeconds } = error.details ?? {};
    if (typeof retryAfterSeconds === 'number') res.setHeader('Retry-After', String(retryAfterSeconds));
    return error.userMessage;
  }
}

function readMessage(text: string): { ok: true; text: string } | { ok: false; issues: readonly Issue[] } {
  try {
    return {
      ok: true,
      text: readWords(text.slice(0, MAX_WORDS + 1), { path: 'message', missing: 'Écrivez votre message.' }),
    };
  } catch (error) {
    if (error instanceof InvalidInputError) return { ok: false, issues: error.issues };
    throw error;
  }
}

function readLostLink(body: Record<string, unknown>) {
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 400) : '');
  const [reference, email] = [text(body.reference), text(body.email)];
  const issues: Issue[] = [];
  if (parseReference(reference) === null) {
    const message =
      'Une référence a huit lettres et chiffres, par exemple K7M4-P2XA. Elle est dans le mail et sur la page d’envoi.';
    issues.push({ path: 'reference', message });
  }
  const problem = emailProblem(email);
  if (problem) issues.push({ path: 'email', message: problem });
  return { reference, email, issues };
}
