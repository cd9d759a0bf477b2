import { submitChanges } from '@guichet/shared/commands/submit-changes';
import { ConflictError, GuichetError, InvalidInputError, isGuichetError } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { isDatabaseUnavailable } from '@guichet/shared/http/database-unavailable';
import { requestType } from '@guichet/shared/request-types/registry';
import type { Express, Request, Response } from 'express';
import { checkRequest, checkSubmitter } from '../drafts/check-draft.ts';
import type { Draft } from '../drafts/draft.ts';
import { pathOf, type Step } from '../drafts/steps.ts';
import type { Intake } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { ReviewPage, type ReviewPageProps } from '../pages/review-page.tsx';
import { AlreadySentPage } from '../pages/small-pages.tsx';
import { bodyOf, keyOf, loadDraftFor } from './envoi.ts';
import { namedSchools } from './named-schools.ts';

const step: Step = { name: 'review' };

/** The last page before the envoi leaves, and its leaving. */
export function reviewRoutes(app: Express, intake: Intake): void {
  app.get('/envoi/:key/relire', async (req, res) => {
    const draft = await loadDraftFor(intake, req, res, step);
    if (draft) await sendReview(intake, req, res, draft, 200);
  });

  app.post('/envoi/:key/envoyer', async (req, res) => {
    const draft = await loadDraftFor(intake, req, res, step);
    if (!draft) return;
    if (bodyOf(req).version !== String(draft.version)) return sendReview(intake, req, res, draft, 409, CHANGED);
    try {
      await intake.sends.consume(req.ip ?? '');
      await submitChanges(intake.submit, envoiOf(keyOf(req), draft));
    } catch (error) {
      return sendRefusal(intake, req, res, draft, error);
    }
    await intake.drafts.clear(req, res, keyOf(req));
    res.redirect(303, `/merci/${keyOf(req)}`);
  });
}

const CHANGED: ReviewPageProps['notice'] = {
  kind: 'warn',
  title: 'Vos réponses ont changé dans un autre onglet',
  children: <p>Relisez-les : c’est ce qui est écrit ici qui partira.</p>,
};

/** The draft as the command takes it. It was found complete: an answer that is wrong now is nobody's slip. */
function envoiOf(idempotencyKey: string, draft: Draft) {
  const submitter = checkSubmitter(draft);
  const requests = draft.requests.map((request) => ({ type: request.type, checked: checkRequest(request) }));
  if (!submitter.ok || draft.po === null) throw new InvalidInputError('the draft is not complete');
  const { po } = draft;
  const { name, email, function: role, message, privacyRead } = submitter.answers;
  return {
    idempotencyKey,
    poId: po.id,
    poTyped: po.id === null ? { name: po.name, address: po.address } : null,
    submitter: { name, email, function: role },
    message,
    privacyRead,
    requests: requests.map(({ type, checked }) => {
      if (!checked.ok) throw new InvalidInputError(`the request of type ${type} is not complete`, checked.issues);
      return { type, payload: checked.answers };
    }),
  };
}

/** Nothing left: the page says why and keeps everything, so that one press sends it later. */
async function sendRefusal(intake: Intake, req: Request, res: Response, draft: Draft, error: unknown): Promise<void> {
  if (error instanceof ConflictError) {
    return sendPage(res, 422, {
      title: 'Cet envoi est déjà parti',
      draft: keyOf(req),
      children: (
        <AlreadySentPage
          message={error.userMessage}
          receiptHref={`/merci/${keyOf(req)}`}
          action={`/envoi/${keyOf(req)}/reprendre`}
          csrf={csrfToken(res)}
        />
      ),
    });
  }
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

async function sendReview(
  intake: Intake,
  req: Request,
  res: Response,
  draft: Draft,
  status: number,
  notice?: ReviewPageProps['notice'],
): Promise<void> {
  const key = keyOf(req);
  const submitter = checkSubmitter(draft);
  if (!submitter.ok || draft.po === null) throw new InvalidInputError('the draft is not complete');
  const sayAnswer = await namedSchools(intake, draft);
  const requests = draft.requests.map((request, index) => {
    const type = requestType(request.type);
    const checked = checkRequest(request);
    if (!checked.ok) throw new InvalidInputError('the draft is not complete', checked.issues);
    return {
      label: type.label,
      sentence: type.sentence(checked.answers),
      answers: type.answers(checked.answers).map((answer) => sayAnswer(request.type, answer)),
      editHref: pathOf(key, { name: 'request', index }),
    };
  });
  sendPage(res, status, {
    title: requests.length > 1 ? 'Relisez vos demandes' : 'Relisez votre demande',
    hasErrors: notice?.kind === 'bad',
    draft: key,
    children: (
      <ReviewPage
        csrf={csrfToken(res)}
        sendAction={`/envoi/${key}/envoyer`}
        version={draft.version}
        backHref={pathOf(key, { name: 'submitter' })}
        po={draft.po}
        poHref={pathOf(key, { name: 'po' })}
        requests={requests}
        submitter={submitter.answers}
        submitterHref={pathOf(key, { name: 'submitter' })}
        notice={notice}
      />
    ),
  });
}
