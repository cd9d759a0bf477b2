import type { Response } from 'express';
import type { ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { typesetPage } from '../ui/typeset-page.ts';

/** Sends a whole document: `page` is a `PageDocument`, or a layout around one. */
export function renderPage(res: Response, page: ReactElement, options: { status?: number | undefined } = {}): void {
  // The markup first: an error while rendering must still find the answer unsent.
  const html = renderDocument(page);
  res
    .status(options.status ?? 200)
    .type('html')
    .send(html);
}

/** The whole document as text, for who sends it otherwise. */
export function renderDocument(page: ReactElement): string {
  return `<!doctype html>${typesetPage(renderToString(page))}`;
}
