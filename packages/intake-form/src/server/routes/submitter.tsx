import type { Issue } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { readValues } from '@guichet/shared/request-types/fields';
import type { Express, Request, Response } from 'express';
import { submitterForm } from '../../form/submitter-form.ts';
import { checkSubmitter } from '../drafts/check-draft.ts';
import { type Draft, sayPo } from '../drafts/draft.ts';
import type { Step } from '../drafts/steps.ts';
import type { Intake } from '../intake.ts';
import { bodyOf, keyOf, loadDraftFor } from './envoi.ts';
import { saveStep } from './save-step.ts';
import { sendStep } from './send-step.tsx';

const step: Step = { name: 'submitter' };

/** Who writes. */
export function submitterRoutes(app: Express, intake: Intake): void {
  app.get('/envoi/:key/vous', async (req, res) => {
    const draft = await loadDraftFor(intake, req, res, step);
    if (draft) sendSubmitter(req, res, draft, req.query.completer === undefined ? [] : issuesOf(draft));
  });

  app.post('/envoi/:key/vous', async (req, res) => {
    const former = await loadDraftFor(intake, req, res, step);
    if (!former) return;
    const draft = { ...former, submitter: readValues(submitterForm.groups, bodyOf(req)) };
    await saveStep(intake, req, res, {
      step,
      draft,
      issues: issuesOf(draft),
      showAgain: (issues) => sendSubmitter(req, res, draft, issues),
    });
  });
}

function issuesOf(draft: Draft): Issue[] {
  const checked = checkSubmitter(draft);
  return checked.ok ? [] : checked.issues;
}

function sendSubmitter(req: Request, res: Response, draft: Draft, issues: readonly Issue[]): void {
  const props = {
    form: 'submitter' as const,
    action: req.path,
    csrf: csrfToken(res),
    progress: { current: 3, label: 'vous' },
    title: 'Qui êtes-vous ?',
    caption: sayPo(draft.po),
    values: draft.submitter,
    issues,
    schools: null,
  };
  sendStep(res, props, keyOf(req));
}
