import { GuichetError } from '@guichet/shared/errors/errors';
import { countAttempt } from '@guichet/shared/http/count-attempt';
import { csrfToken } from '@guichet/shared/http/csrf';
import { email } from '@guichet/shared/request-types/form-schema';
import type { Express, Request, Response } from 'express';
import { networkOf } from '../admission/network.ts';
import { askResumeLink } from '../commands/ask-resume-link.ts';
import { type Draft, sayPo } from '../drafts/draft.ts';
import { nextStep, pathOf } from '../drafts/steps.ts';
import type { Intake } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { LaterPage, LinkAskedPage } from '../pages/resume-pages.tsx';
import { bodyOf, keyOf, loadDraft } from './envoi.ts';

const address = email('Indiquez l’adresse à laquelle envoyer le lien.');

/** "Continuer plus tard": a link by mail, which is told to have left whatever the address. */
export function laterRoutes(app: Express, intake: Intake): void {
  app.get('/envoi/:key/plus-tard', async (req, res) => {
    const draft = await loadDraft(intake, req, res);
    if (draft) sendLater(req, res, draft, String(draft.submitter.email ?? ''));
  });

  app.post('/envoi/:key/plus-tard', async (req, res) => {
    const draft = await loadDraft(intake, req, res);
    if (!draft) return;
    const typed = bodyOf(req).email;
    const text = typeof typed === 'string' ? typed : '';
    const read = address.safeParse(text);
    if (!read.success) return sendLater(req, res, draft, text, read.error.issues[0]?.message);
    const key = keyOf(req);
    await admitAsking(intake, req);
    const secret = intake.drafts.secretOf(req, key);
    if (secret !== null) await askResumeLink(intake.submit, { key, secret, address: read.data });
    res.redirect(303, `/envoi/${key}/plus-tard/envoye`);
  });

  app.get('/envoi/:key/plus-tard/envoye', async (req, res) => {
    const draft = await loadDraft(intake, req, res);
    if (!draft) return;
    sendPage(res, 200, {
      title: 'Vérifiez votre boîte mail',
      draft: keyOf(req),
      children: <LinkAskedPage caption={sayPo(draft.po)} continueHref={pathOf(keyOf(req), nextStep(draft))} />,
    });
  });
}

/** Nobody writes to a crowd from here. @throws GuichetError 'too-many-requests' */
async function admitAsking(intake: Intake, req: Request): Promise<void> {
  const { db, now } = intake.submit;
  const usedUp = await countAttempt(
    db,
    [{ name: 'resume-network', key: networkOf(req.ip ?? ''), most: 20, seconds: 3_600 }],
    { name: 'resume-overall', key: '', most: 1_000, seconds: 3_600 },
    now(),
  );
  if (!usedUp) return;
  const minutes = Math.ceil(usedUp.retryAfterSeconds / 60);
  throw new GuichetError('too-many-requests', `limit ${usedUp.name} is used up`, {
    userMessage: `Beaucoup de liens sont déjà partis. Vos réponses sont gardées : revenez dans ${minutes} minute${minutes > 1 ? 's' : ''}.`,
    details: { retryAfterSeconds: usedUp.retryAfterSeconds },
  });
}

function sendLater(req: Request, res: Response, draft: Draft, typed: string, error?: string): void {
  const key = keyOf(req);
  sendPage(res, error ? 422 : 200, {
    title: 'Continuer plus tard',
    hasErrors: error !== undefined,
    draft: key,
    children: (
      <LaterPage
        caption={sayPo(draft.po)}
        action={`/envoi/${key}/plus-tard`}
        csrf={csrfToken(res)}
        backHref={pathOf(key, nextStep(draft))}
        email={typed}
        error={error}
      />
    ),
  });
}
