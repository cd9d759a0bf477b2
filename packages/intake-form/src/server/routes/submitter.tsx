import type { Issue } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { type FormValues, readValues } from '@guichet/shared/request-types/fields';
import type { Express, Request, Response } from 'express';
import { submitterForm } from '../../form/submitter-form.ts';
import { checkSubmitter } from '../drafts/check-draft.ts';
import { differences } from '../drafts/differences.ts';
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
    if (!draft) return;
    const issues = req.query.completer === undefined ? [] : issuesOf(draft);
    sendSubmitter(req, res, { draft, values: draft.submitter, issues, newer: false });
  });

  app.post('/envoi/:key/vous', async (req, res) => {
    const draft = await loadDraftFor(intake, req, res, step);
    if (!draft) return;
    const values = readValues(submitterForm.groups, bodyOf(req));
    const change = (latest: Draft): Draft => ({ ...latest, submitter: values });
    await saveStep(intake, req, res, {
      step,
      draft,
      change,
      issues: issuesOf(change(draft)),
      showAgain: (again) => sendSubmitter(req, res, { values, ...again }),
    });
  });
}

function issuesOf(draft: Draft): Issue[] {
  const checked = checkSubmitter(draft);
  return checked.ok ? [] : checked.issues;
}

type SubmitterPage = { draft: Draft; values: FormValues; issues: readonly Issue[]; newer: boolean };

function sendSubmitter(req: Request, res: Response, { draft, values, issues, newer }: SubmitterPage): void {
  const props = {
    form: 'submitter' as const,
    action: req.path,
    csrf: csrfToken(res),
    progress: { current: 3, label: 'vous' },
    title: 'Qui êtes-vous ?',
    caption: sayPo(draft.po),
    values,
    issues,
    schools: null,
    hidden: { version: String(draft.version) },
    newer: newer ? { keepHref: req.path, rows: differences(submitterForm.groups, draft.submitter, values) } : undefined,
  };
  sendStep(res, props, keyOf(req));
}
