import { csrfToken } from '@guichet/shared/http/csrf';
import { withoutReferrer } from '@guichet/shared/http/security-headers';
import { isRequestTypeName } from '@guichet/shared/request-types/forms';
import type { Express, Request, Response } from 'express';
import { lookAtResumeLink, openResumeLink } from '../commands/ask-resume-link.ts';
import { beginNextEnvoi } from '../commands/begin-next-envoi.ts';
import { enterByDoor, lookAtDoor } from '../commands/enter-by-door.ts';
import type { Draft } from '../drafts/draft.ts';
import { nextStep, pathOf } from '../drafts/steps.ts';
import type { Intake } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { ArrivalPage } from '../pages/arrival-page.tsx';
import { DeadLinkPage, OpenPage } from '../pages/resume-pages.tsx';
import { bodyOf } from './envoi.ts';
import { secretOf, sendDeadLink } from './tracking-link.tsx';

/** Arriving by a link: to a draft that was left, from the extranet, from an envoi that was sent. Scanners of mails open links; people press buttons. */
export function arrivalRoutes(app: Express, intake: Intake): void {
  app.get('/continuer/:secret', withoutReferrer, async (req, res) => {
    const secret = secretOf(req);
    const found = secret && (await lookAtResumeLink(intake.submit, secret));
    if (!found) return sendDead(res, RESUME_GONE);
    const words = found.left ? SENT_ALREADY : KEPT;
    sendPage(res, 200, {
      title: words.title,
      children: <OpenPage {...words} action={req.path} csrf={csrfToken(res)} />,
    });
  });

  app.post('/continuer/:secret', withoutReferrer, async (req, res) => {
    const secret = secretOf(req);
    const opened = secret && (await openResumeLink(intake.submit, secret));
    if (!opened) return sendDead(res, RESUME_GONE);
    if (opened.left) return res.redirect(303, `/merci/${opened.key}`);
    const draft = await intake.drafts.adopt(req, res, opened, (found) => ({
      ...found,
      // The address has proven itself; what was typed stays.
      submitter: found.submitter.email ? found.submitter : { ...found.submitter, email: opened.email },
      known: { poId: null, members: [], ...found.known, proof: secret },
    }));
    if (!draft) return sendDead(res, RESUME_GONE);
    res.redirect(303, pathOf(opened.key, nextStep(draft)));
  });

  app.get('/arriver/:secret', withoutReferrer, async (req, res) => {
    const secret = secretOf(req);
    const about = secret && (await lookAtDoor(intake.submit.db, secret));
    if (!about) return sendDead(res, DOOR_SHUT);
    sendPage(res, 200, {
      title: ARRIVAL_TITLE,
      children: <ArrivalPage title={ARRIVAL_TITLE} about={about} action={req.path} csrf={csrfToken(res)} />,
    });
  });

  app.post('/arriver/:secret', withoutReferrer, async (req, res) => {
    const secret = secretOf(req);
    const { demande } = bodyOf(req);
    const type = isRequestTypeName(demande) ? demande : null;
    const draft = secret && (await enterByDoor(intake.submit.db, secret, { now: intake.submit.now(), type }));
    if (!draft) return sendDead(res, DOOR_SHUT);
    const key = await intake.drafts.start(req, res, draft);
    if (draft.requests.length > 0) return res.redirect(303, pathOf(key, { name: 'request', index: 0 }));
    const list = pathOf(key, { name: 'list' });
    res.redirect(303, type ? `${list}/nouvelle/${type}` : `${list}/nouvelle`);
  });

  // The author of an envoi, by its link, has another change to tell.
  app.post('/suivi/:secret/autre', withoutReferrer, async (req, res) => {
    const secret = secretOf(req);
    const draft = secret && (await beginNextEnvoi(intake.submit.db, secret, intake.submit.now()));
    if (!draft) return sendDeadLink(intake, res);
    await intake.admission.admitStart(req.ip ?? '');
    await beginKnown(intake, req, res, draft);
  });
}

/** PO and author are filled in: what changes is asked first. */
async function beginKnown(intake: Intake, req: Request, res: Response, draft: Draft): Promise<void> {
  const key = await intake.drafts.start(req, res, draft);
  res.redirect(303, `${pathOf(key, { name: 'list' })}/nouvelle`);
}

const ARRIVAL_TITLE = 'Qu’est-ce qui change\u00a0?';
const DOOR_SHUT = 'Il ne sert qu’une fois, et quelques minutes. Revenez à l’extranet et recommencez.';
const KEPT = {
  title: 'Continuer votre envoi',
  text: 'Vos réponses sont gardées. Rien n’est encore parti au secrétariat.',
  label: 'Continuer mon envoi',
};
const SENT_ALREADY = {
  title: 'Cet envoi est déjà parti',
  text: 'Il n’y a plus rien à y écrire : le secrétariat l’a reçu.',
  label: 'Voir la référence de cet envoi',
};
const RESUME_GONE = 'Il a plus de 30 jours, ou les réponses ont été effacées. Il faut recommencer l’envoi.';

function sendDead(res: Response, text: string): void {
  sendPage(res, 404, { title: 'Ce lien ne fonctionne plus', children: <DeadLinkPage text={text} /> });
}
