import { NotFoundError } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { requestForm } from '@guichet/shared/request-types/forms';
import { requestType } from '@guichet/shared/request-types/registry';
import type { Express, Request, Response } from 'express';
import { checkRequest } from '../drafts/check-draft.ts';
import { type Draft, type DraftRequest, MOST_REQUESTS, sayPo, withoutRequest } from '../drafts/draft.ts';
import { DraftChangedError } from '../drafts/draft-store.ts';
import { nextStep, pathOf, type Step, stepBefore } from '../drafts/steps.ts';
import type { Intake } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { AddRequestPage, type ListedRequest, RemoveRequestPage, RequestListPage } from '../pages/request-list-page.tsx';
import { bodyOf, keyOf, loadDraft, loadDraftFor, versionOf } from './envoi.ts';

const step: Step = { name: 'list' };

/** What the envoi holds by now: each request in a sentence, to be changed, removed or joined by another. */
export function requestListRoutes(app: Express, intake: Intake): void {
  app.get('/envoi/:key/demandes', async (req, res) => {
    const draft = await loadDraftFor(intake, req, res, step);
    if (draft) sendList(req, res, draft, false);
  });

  app.get('/envoi/:key/demandes/nouvelle', async (req, res) => {
    const draft = await loadDraftFor(intake, req, res, step);
    if (!draft) return;
    const list = pathOf(keyOf(req), step);
    if (draft.requests.length >= MOST_REQUESTS) return res.redirect(303, list);
    sendPage(res, 200, {
      title: 'Quelle autre demande ?',
      draft: keyOf(req),
      children: (
        <AddRequestPage caption={sayPo(draft.po)} backHref={list} hrefOf={(type) => `${list}/nouvelle/${type}`} />
      ),
    });
  });

  app.get('/envoi/:key/demandes/:position/retirer', async (req, res) => {
    const draft = await loadDraftFor(intake, req, res, step);
    if (!draft) return;
    const list = pathOf(keyOf(req), step);
    const request = draft.requests[indexOf(req)];
    if (!request) return res.redirect(303, list);
    sendPage(res, 200, {
      title: 'Retirer cette demande ?',
      draft: keyOf(req),
      children: (
        <RemoveRequestPage
          {...listed(request)}
          action={req.path}
          csrf={csrfToken(res)}
          hidden={{ version: String(draft.version), request: request.id }}
          keepHref={list}
        />
      ),
    });
  });

  app.post('/envoi/:key/demandes/:position/retirer', async (req, res) => {
    const draft = await loadDraftFor(intake, req, res, step);
    if (!draft) return;
    const { request: id } = bodyOf(req);
    const there = draft.requests.some((request) => request.id === id);
    // Pressed twice: it is gone, as wanted.
    if (!there) return res.redirect(303, pathOf(keyOf(req), step));
    if (versionOf(req) !== draft.version) return sendList(req, res, draft, true);
    try {
      await intake.drafts.save(req, res, keyOf(req), withoutRequest(draft, String(id)));
    } catch (error) {
      if (!(error instanceof DraftChangedError)) throw error;
      const latest = await loadDraft(intake, req, res);
      if (latest) sendList(req, res, latest, true);
      return;
    }
    res.redirect(303, pathOf(keyOf(req), step));
  });
}

function indexOf(req: Request): number {
  const { position } = req.params;
  if (typeof position === 'string' && /^[1-9]\d?$/.test(position)) return Number(position) - 1;
  throw new NotFoundError('no request has such a position');
}

/** A request in a sentence; one that is not complete has none. */
function listed(request: DraftRequest): ListedRequest {
  const { label } = requestForm(request.type);
  const checked = checkRequest(request);
  return { label, sentence: checked.ok ? requestType(request.type).sentence(checked.answers) : null };
}

function sendList(req: Request, res: Response, draft: Draft, changed: boolean): void {
  const key = keyOf(req);
  const list = pathOf(key, step);
  const next = nextStep(draft);
  sendPage(res, changed ? 409 : 200, {
    title: 'Vos demandes',
    draft: key,
    children: (
      <RequestListPage
        caption={sayPo(draft.po)}
        backHref={pathOf(key, stepBefore(draft, step))}
        requests={draft.requests.map((request, index) => {
          const editHref = pathOf(key, { name: 'request', index });
          return { key: request.id, ...listed(request), editHref, removeHref: `${editHref}/retirer` };
        })}
        addHref={`${list}/nouvelle`}
        full={draft.requests.length >= MOST_REQUESTS}
        nextHref={pathOf(key, next) + (next.name === 'request' || next.name === 'succession' ? '?completer' : '')}
        laterHref={`/envoi/${key}/plus-tard`}
        changed={changed}
      />
    ),
  });
}
