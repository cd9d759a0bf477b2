import { csrfToken } from '@guichet/shared/http/csrf';
import type { Request, Response } from 'express';
import type { DraftKey } from '../drafts/draft-store.ts';
import { sendPage } from '../pages/frame.tsx';
import { AlreadySentPage } from '../pages/small-pages.tsx';

/** Other answers under a key that was used: refused with words. `kept`: they are still there, and may leave by themselves. */
export function sendAlreadySent(_req: Request, res: Response, key: DraftKey, kept = false): void {
  sendPage(res, 422, {
    title: 'Cet envoi est déjà parti',
    draft: kept ? key : undefined,
    children: (
      <AlreadySentPage
        receiptHref={`/merci/${key}`}
        resume={kept ? { action: `/envoi/${key}/reprendre`, csrf: csrfToken(res) } : undefined}
      />
    ),
  });
}
