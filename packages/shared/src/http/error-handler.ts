import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { createElement, type ReactElement } from 'react';
import { NotFoundError } from '../errors/errors.ts';
import { csrfFieldName } from '../ui/csrf-field.tsx';
import { ErrorPage, type ErrorPageProps } from '../ui/error-page.tsx';
import { csrfToken, ExpiredFormError, isSurelyOurs } from './csrf.ts';
import { type FormBody, flattenFormFields } from './form-fields.ts';
import { type Problem, problemOf, titleOf, toProblemJson } from './problem.ts';
import { renderPage } from './render-page.ts';

export type ErrorPageContent = Omit<ErrorPageProps, 'assets'>;

/** Draws the error page in the app's own frame. */
export type RenderError = (content: ErrorPageContent, req: Request, res: Response) => ReactElement;

/** The last route: whatever got here is nowhere. */
export const notFound: RequestHandler = (req) => {
  throw new NotFoundError(`no route for ${req.method} on this address`);
};

/** The one error handler. People get a French page, programs RFC 9457; a stack goes to nobody but the logs. */
export function errorHandler(render: RenderError = plainPage): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const problem = problemOf(error);
    logProblem(error, problem, req);
    if (res.headersSent || res.destroyed) {
      res.destroy();
      return;
    }
    const requestId = String(req.id);
    res.setHeader('Cache-Control', 'no-store');
    const retryAfter = problem.details.retryAfterSeconds ?? (problem.status === 503 ? 10 : undefined);
    if (typeof retryAfter === 'number') res.setHeader('Retry-After', String(Math.ceil(retryAfter)));
    if (wantsJson(req)) {
      res
        .status(problem.status)
        .type('application/problem+json')
        .send(JSON.stringify(toProblemJson(problem, requestId)));
      return;
    }
    const content = { ...contentOf(problem, requestId), ...resendOf(error, req, res, problem.status) };
    renderPage(res, render(content, req, res), { status: problem.status });
  };
}

const plainPage: RenderError = (content, _req, res) =>
  createElement(ErrorPage, { ...content, assets: res.app.locals.assets });

function contentOf(problem: Problem, requestId: string): ErrorPageContent {
  return {
    title: titleOf(problem.code),
    message: problem.userMessage,
    status: problem.status,
    requestId,
    issues: problem.issues,
  };
}

/**
 * What was typed into a form comes back, ready to be sent again, when the form's token had expired or a server that we
 * need is away; passwords do not.
 */
function resendOf(error: unknown, req: Request, res: Response, status: number): Partial<ErrorPageContent> {
  const expired = error instanceof ExpiredFormError;
  // A body is there once the token of the form was found right, or was missing.
  const away = status === 503 && req.method === 'POST' && typeof req.body === 'object' && req.body !== null;
  if (!expired && !away) return {};
  const title = expired ? { title: 'Page expirée' } : {};
  if (expired && !isSurelyOurs(req)) return { ...title, advice: goBack };
  const fields = flattenFormFields(req.body as FormBody);
  if (fields.some(([name]) => /pass|secret|\bcode|totp/i.test(name)))
    return { ...title, advice: expired ? goBack : undefined };
  const token: [string, string] = [csrfFieldName, csrfToken(res)];
  return { ...title, resend: { action: req.originalUrl, fields: [token, ...fields] } };
}

const goBack =
  'Revenez à la page précédente : ce que vous avez écrit s’y trouve encore. Rechargez-la, puis envoyez à nouveau. ' +
  'Si cela se répète, vérifiez que votre navigateur accepte les cookies.';

function wantsJson(req: Request): boolean {
  // A file of the API may be opened as a page is: by its link, which has its time.
  const isOpened = req.get('sec-fetch-mode') === 'navigate';
  if ((req.originalUrl.startsWith('/api/') && !isOpened) || req.is('application/json')) return true;
  return req.accepts(['html', 'json', 'application/problem+json']) !== 'html';
}

function logProblem(error: unknown, problem: Problem, req: Request): void {
  if (problem.unexpected) req.log.error({ err: error }, 'unexpected error');
  else if (problem.status >= 500) req.log.warn({ err: error }, 'a server we need is away');
  else req.log.debug({ err: error }, 'request refused');
}
