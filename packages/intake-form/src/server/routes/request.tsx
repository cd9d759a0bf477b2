import type { Issue } from '@guichet/shared/errors/errors';
import { NotFoundError } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { listPublicSchools } from '@guichet/shared/reads/public-pos';
import { type FormValues, readValues } from '@guichet/shared/request-types/fields';
import { requestForm } from '@guichet/shared/request-types/forms';
import type { Express, Request, Response } from 'express';
import type { SchoolOption } from '../../form/field-control.tsx';
import { stepForm } from '../../form/step-forms.ts';
import { checkRequest } from '../drafts/check-draft.ts';
import { type Draft, type DraftRequest, sayPo, withRequest } from '../drafts/draft.ts';
import type { Step } from '../drafts/steps.ts';
import { type Intake, today } from '../intake.ts';
import { bodyOf, keyOf, loadDraftFor } from './envoi.ts';
import { saveStep } from './save-step.ts';
import { sendStep } from './send-step.tsx';

/** The page of one request: what changes. */
export function requestRoutes(app: Express, intake: Intake): void {
  app.get('/envoi/:key/demandes/:position', async (req, res) => {
    const step = stepOf(req);
    const draft = await loadDraftFor(intake, req, res, step);
    if (!draft) return;
    const request = requestAt(draft, step);
    await sendRequest(intake, req, res, { draft, request, issues: toComplete(req, request) });
  });

  app.post('/envoi/:key/demandes/:position', async (req, res) => {
    const step = stepOf(req);
    const draft = await loadDraftFor(intake, req, res, step);
    if (!draft) return;
    const { type } = requestAt(draft, step);
    const request = { type, values: readValues(stepForm(type).groups, bodyOf(req)) };
    const checked = checkRequest(request);
    const page = { draft, request, issues: checked.ok ? [] : checked.issues };
    await saveStep(intake, req, res, {
      step,
      draft: withRequest(draft, step.index, request.values),
      issues: page.issues,
      showAgain: (issues) => sendRequest(intake, req, res, { ...page, issues }),
    });
  });
}

type RequestStep = Extract<Step, { name: 'request' }>;

function stepOf(req: Request): RequestStep {
  const { position } = req.params;
  if (typeof position === 'string' && /^[1-9]\d?$/.test(position))
    return { name: 'request', index: Number(position) - 1 };
  throw new NotFoundError('no request has such a position');
}

function requestAt(draft: Draft, step: RequestStep): DraftRequest {
  const request = draft.requests[step.index];
  if (!request) throw new NotFoundError(`the envoi has no request ${step.index + 1}`);
  return request;
}

/** Somebody who comes back to a page that was left half written is told what is missing. */
function toComplete(req: Request, request: DraftRequest): Issue[] {
  if (req.query.completer === undefined) return [];
  const checked = checkRequest(request);
  return checked.ok ? [] : checked.issues;
}

type RequestPage = { draft: Draft; request: DraftRequest; issues: readonly Issue[] };

async function sendRequest(intake: Intake, req: Request, res: Response, page: RequestPage): Promise<void> {
  const { draft, request, issues } = page;
  const form = requestForm(request.type);
  const key = keyOf(req);
  sendStep(
    res,
    {
      form: request.type,
      action: req.path,
      csrf: csrfToken(res),
      progress: { current: 2, label: 'la demande' },
      title: form.question,
      caption: `${form.label} · ${sayPo(draft.po)}`,
      values: request.values,
      issues,
      schools: await schoolsFor(intake, draft, request),
    },
    key,
  );
}

/** The PO's schools, when the page asks for one of them and the PO is known. */
async function schoolsFor(
  intake: Intake,
  draft: Draft,
  { type, values }: DraftRequest,
): Promise<SchoolOption[] | null> {
  const asked = stepForm(type)
    .groups.flatMap(({ fields }) => fields)
    .filter(({ kind }) => kind === 'school');
  if (asked.length === 0 || draft.po === null || draft.po.id === null) return null;
  const schools = await listPublicSchools(intake.submit.db, draft.po.id, today(intake));
  if (schools.length === 0) return null;
  const options = schools.map(({ value, name, place }) => ({ value, label: place ? `${name}, ${place}` : name }));
  return options.concat(
    answersOutside(
      options,
      values,
      asked.map(({ name }) => name),
    ),
  );
}

/** An answer that is no longer in the list stays what it was. */
function answersOutside(options: SchoolOption[], values: FormValues, names: string[]): SchoolOption[] {
  const known = new Set(options.map(({ value }) => value));
  return names.flatMap((name) => {
    const value = values[name];
    return typeof value === 'string' && value !== '' && !known.has(value) ? [{ value, label: value }] : [];
  });
}
