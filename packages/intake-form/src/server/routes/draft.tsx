import { csrfToken } from '@guichet/shared/http/csrf';
import type { Express } from 'express';
import { nextStep, pathOf } from '../drafts/steps.ts';
import type { Intake } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { ErasePage } from '../pages/small-pages.tsx';
import { keyOf, loadDraft } from './envoi.ts';

/** What can be done with an envoi as a whole, besides sending it. */
export function draftRoutes(app: Express, intake: Intake): void {
  app.get('/envoi/:key', async (req, res) => {
    const draft = await loadDraft(intake, req, res);
    if (draft) res.redirect(303, pathOf(keyOf(req), nextStep(draft)));
  });

  app.get('/envoi/:key/effacer', async (req, res) => {
    const draft = await loadDraft(intake, req, res);
    if (!draft) return;
    const key = keyOf(req);
    sendPage(res, 200, {
      title: 'Effacer vos réponses ?',
      children: (
        <ErasePage action={`/envoi/${key}/effacer`} csrf={csrfToken(res)} keepHref={pathOf(key, nextStep(draft))} />
      ),
    });
  });

  app.post('/envoi/:key/effacer', async (req, res) => {
    await intake.drafts.erase(req, res, keyOf(req));
    res.redirect(303, '/');
  });

  // The same answers under a key of their own, after the former one was used.
  app.post('/envoi/:key/reprendre', async (req, res) => {
    const draft = await loadDraft(intake, req, res);
    if (!draft) return;
    await intake.admission.admitStart(req.ip ?? '');
    const key = await intake.drafts.start(req, res, draft);
    await intake.drafts.erase(req, res, keyOf(req));
    res.redirect(303, pathOf(key, nextStep(draft)));
  });
}
