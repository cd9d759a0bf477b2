import { ForbiddenError, NotFoundError } from '@guichet/shared/errors/errors';
import { isFromThisMachine } from '@guichet/shared/http/addresses';
import { renderPage } from '@guichet/shared/http/render-page';
import type { PageAssets } from '@guichet/shared/ui/page-document';
import type { Express, RequestHandler } from 'express';
import { createElement } from 'react';
import { MailListPage } from './mail-list-page.tsx';
import { MailPage } from './mail-page.tsx';
import type { CaughtMail, MailStore } from './mail-store.ts';

/** Pages and JSON of the mail catcher. */
export function mailRoutes(app: Express, store: MailStore, assets: PageAssets): void {
  const find = (id: unknown): CaughtMail => {
    const mail = typeof id === 'string' ? store.find(id) : undefined;
    if (!mail) throw new NotFoundError(`no caught mail ${String(id)}`);
    return mail;
  };

  app.use(onlyFromHere);
  app.get('/', (req, res) => {
    const paused = req.query.pause !== undefined;
    // A header, so that the list also renews itself where scripts are off.
    if (!paused) res.setHeader('Refresh', '5');
    renderPage(res, createElement(MailListPage, { mails: store.list(), paused, assets }));
  });
  app.get('/messages/:id', (req, res) => {
    const policy = String(res.getHeader('Content-Security-Policy'));
    res.setHeader('Content-Security-Policy', `${policy};frame-src 'self'`);
    renderPage(res, createElement(MailPage, { mail: find(req.params.id), assets }));
  });
  app.get('/messages/:id/html', (req, res) => {
    const { html } = find(req.params.id);
    // What a mail brings may be drawn, not run: its links open beside it.
    res.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    );
    res.setHeader('X-Frame-Options', 'SAMEORIGIN');
    res.type('html').send(`<base target="_blank">${html}`);
  });

  app.get('/api/messages', (req, res) => {
    const { to } = req.query;
    const wanted = typeof to === 'string' ? to.toLowerCase() : undefined;
    res.json(store.list().filter((mail) => !wanted || mail.to.some((address) => address.toLowerCase() === wanted)));
  });
  app.get('/api/messages/:id', (req, res) => {
    res.json(find(req.params.id));
  });
  app.delete('/api/messages', (_req, res) => {
    store.clear();
    res.status(204).end();
  });
}

/** The mails hold activation links: no other machine, and no page that makes its name point here, reads them. */
const onlyFromHere: RequestHandler = (req, _res, next) => {
  if (isFromThisMachine(req)) return next();
  throw new ForbiddenError('the mail catcher answers this machine only, under the name localhost', {
    userMessage: 'Les courriels interceptés ne se lisent que depuis cette machine.',
  });
};
