import { formatName } from '@guichet/shared/domain/names';
import type { Issue } from '@guichet/shared/errors/errors';
import { NotFoundError } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { groupsOn, readValues } from '@guichet/shared/request-types/fields';
import { requestType } from '@guichet/shared/request-types/registry';
import { askReplacements } from '@guichet/shared/request-types/succession';
import type { Express, Request, Response } from 'express';
import { stepForm } from '../../form/step-forms.ts';
import { checkRequest, issuesOn } from '../drafts/check-draft.ts';
import { differences } from '../drafts/differences.ts';
import { type Draft, type DraftRequest, sayPo, withRequest } from '../drafts/draft.ts';
import { isSuccessionAsked, pathOf, type Step } from '../drafts/steps.ts';
import type { Intake } from '../intake.ts';
import { bodyOf, keyOf, loadDraftFor } from './envoi.ts';
import { saveStep } from './save-step.ts';
import { sendStep } from './send-step.tsx';

/**
 * Asks, after a role was chosen that a PO gives to one person at a time, whether somebody is replaced in it. It is asked
 * whether or not anybody holds the role: nobody learns that here.
 */
export function successionRoutes(app: Express, intake: Intake): void {
  app.get('/envoi/:key/demandes/:position/succession', async (req, res) => {
    const step = stepOf(req);
    const draft = await loadDraftFor(intake, req, res, step);
    const request = draft && requestAt(req, res, draft, step);
    if (!draft || !request) return;
    const issues = req.query.completer === undefined ? [] : issuesOn(request, 'succession');
    sendSuccession(req, res, { step, draft, request, issues, newer: false });
  });

  app.post('/envoi/:key/demandes/:position/succession', async (req, res) => {
    const step = stepOf(req);
    const draft = await loadDraftFor(intake, req, res, step);
    const known = draft && requestAt(req, res, draft, step);
    if (!draft || !known) return;
    const request = withAnswers(intake, req, known);
    await saveStep(intake, req, res, {
      step,
      draft,
      // What another page changed of the request stays: only the answers of this page are put in.
      change: (latest) => {
        const there = latest.requests.find(({ id }) => id === known.id);
        return there ? withRequest(latest, withAnswers(intake, req, there)) : latest;
      },
      issues: issuesOn(request, 'succession'),
      showAgain: (again) => sendSuccession(req, res, { step, request, ...again }),
      next: () => ({ name: 'list' }),
    });
  });
}

type SuccessionStep = Extract<Step, { name: 'succession' }>;

function stepOf(req: Request): SuccessionStep {
  const { position } = req.params;
  if (typeof position === 'string' && /^[1-9]\d?$/.test(position))
    return { name: 'succession', index: Number(position) - 1 };
  throw new NotFoundError('no request has such a position');
}

/** The request whose page this is; leads on when it was removed meanwhile, or nothing is asked about it. */
function requestAt(req: Request, res: Response, draft: Draft, { index }: SuccessionStep): DraftRequest | null {
  const { request: id } = bodyOf(req);
  const there = draft.requests.find((request) => request.id === id) ?? draft.requests[index];
  if (there && isSuccessionAsked(there)) return there;
  res.redirect(303, pathOf(keyOf(req), there ? { name: 'request', index } : { name: 'list' }));
  return null;
}

function withAnswers({ singleHolderRoles }: Intake, req: Request, request: DraftRequest): DraftRequest {
  const { groups } = stepForm(request.type);
  const typed = readValues(groupsOn(groups, 'succession'), bodyOf(req));
  return { ...request, values: askReplacements(groups, { ...request.values, ...typed }, singleHolderRoles) };
}

/** A president or secretary who has proven to be one chooses among the members of that PO. */
function membersKnown({ known, po }: Draft): string[] {
  if (!known || po === null || po.id === null || known.poId !== po.id) return [];
  return [...new Set(known.members.map(formatName))];
}

type SuccessionPage = {
  step: SuccessionStep;
  draft: Draft;
  request: DraftRequest;
  issues: readonly Issue[];
  newer: boolean;
};

function sendSuccession(req: Request, res: Response, page: SuccessionPage): void {
  const { step, draft, request, issues } = page;
  const checked = checkRequest(request);
  const key = keyOf(req);
  const kept = draft.requests.find(({ id }) => id === request.id);
  const props = {
    form: request.type,
    page: 'succession' as const,
    action: req.path,
    csrf: csrfToken(res),
    progress: { current: 2, label: 'la demande' },
    title: 'Y a-t-il un remplacement ?',
    caption: checked.ok
      ? `${requestType(request.type).subject(checked.answers)} · ${sayPo(draft.po)}`
      : sayPo(draft.po),
    intro:
      'En cas de remplacement, le rôle de l’ancienne personne se termine la veille. Si elle quitte aussi le PO, annoncez son départ dans le même envoi.',
    values: request.values,
    issues,
    schools: null,
    people: membersKnown(draft),
    hidden: { version: String(draft.version), request: request.id },
    newer: page.newer
      ? {
          keepHref: pathOf(key, kept ? step : { name: 'list' }),
          rows: kept
            ? differences(groupsOn(stepForm(request.type).groups, 'succession'), kept.values, request.values)
            : [],
        }
      : undefined,
  };
  sendStep(res, props, key);
}
