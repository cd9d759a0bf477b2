import { formatLongDate } from '@guichet/shared/domain/dates';
import { InvalidInputError } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { requestType } from '@guichet/shared/request-types/registry';
import type { Express, Request, Response } from 'express';
import { stepForm } from '../../form/step-forms.ts';
import { submitterForm } from '../../form/submitter-form.ts';
import { checkRequest, checkSubmitter } from '../drafts/check-draft.ts';
import { askedIn, type Draft } from '../drafts/draft.ts';
import { oddContacts } from '../drafts/odd-contacts.ts';
import { oddDates } from '../drafts/odd-dates.ts';
import { seenParts } from '../drafts/seen.ts';
import { pathOf } from '../drafts/steps.ts';
import { type Intake, today } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { ReviewPage, type ReviewPageProps } from '../pages/review-page.tsx';
import { PROOF_SCRIPT } from '../pages/send-guard.tsx';
import { findOpenChanges } from '../reads/find-open-changes.ts';
import { keyOf, loadDraftFor } from './envoi.ts';
import { namedSchools } from './named-schools.ts';

/** The last page before the envoi leaves. */
export function reviewRoutes(app: Express, intake: Intake): void {
  app.get('/envoi/:key/relire', async (req, res) => {
    const draft = await loadDraftFor(intake, req, res, { name: 'review' });
    if (draft) await sendReview(intake, req, res, draft, 200);
  });
}

/** Sends the review of a complete draft; `notice` says why it did not leave. */
export async function sendReview(
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
  const open = await sayOpenChanges(intake, draft);
  const requests = draft.requests.map((request, index) => {
    const type = requestType(request.type);
    const checked = checkRequest(request);
    if (!checked.ok) throw new InvalidInputError('the draft is not complete', checked.issues);
    return {
      label: type.label,
      sentence: type.sentence(checked.answers),
      answers: type.answers(checked.answers).map((answer) => sayAnswer(request.type, answer)),
      editHref: pathOf(key, { name: 'request', index }),
      warnings: [
        ...oddDates(request, today(intake)),
        ...oddContacts(stepForm(request.type).groups, askedIn(request)),
        ...open(index),
      ],
    };
  });
  sendPage(res, status, {
    title: requests.length > 1 ? 'Relisez vos demandes' : 'Relisez votre demande',
    hasErrors: notice?.kind === 'bad',
    draft: key,
    script: PROOF_SCRIPT,
    children: (
      <ReviewPage
        csrf={csrfToken(res)}
        sendAction={`/envoi/${key}/envoyer`}
        version={draft.version}
        seen={seenParts(draft)}
        challenge={await intake.admission.challenge()}
        backHref={pathOf(key, { name: 'submitter' })}
        po={draft.po}
        poHref={pathOf(key, { name: 'po' })}
        requests={requests}
        submitter={submitter.answers}
        submitterWarnings={oddContacts(submitterForm.groups, draft.submitter)}
        submitterHref={pathOf(key, { name: 'submitter' })}
        notice={notice}
      />
    ),
  });
}

/** Tells a submitter who is known which changes were asked before; strangers learn nothing of the sort. */
async function sayOpenChanges(intake: Intake, { known, po, requests }: Draft): Promise<(index: number) => string[]> {
  if (!known || !po || po.id === null) return () => [];
  const asked = requests.map((request) => {
    const checked = checkRequest(request);
    return { type: request.type, subject: checked.ok ? requestType(request.type).subject(checked.answers) : '' };
  });
  // A courtesy: the review also comes up without it.
  const found = await findOpenChanges(intake.submit.db, known.proof, po.id, asked).catch(() => []);
  return (index) =>
    found
      .filter((open) => open.index === index)
      .slice(0, 1)
      .map(({ sentOn }) => `La même demande est déjà ouverte : elle a été envoyée le ${formatLongDate(sentOn)}.`);
}
