import type { CookieOptions, Request, Response } from 'express';
import { DRAFT_DAYS, type DraftKey } from './draft-store.ts';

/** Envois that one browser can be writing at a time; the oldest makes place. */
export const MOST_DRAFTS = 5;

/** One small cookie for each draft: its name says which one, its value opens it. */
export function draftCookies(publicUrl: string) {
  const https = publicUrl.startsWith('https:');
  const prefix = `${https ? '__Host-' : ''}intake-form-draft-`;
  const options: CookieOptions = { httpOnly: true, sameSite: 'lax', secure: https, path: '/' };
  const pattern = /^([\w-]{22})=([\w-]{43})\.([0-9a-z]{1,9})$/;

  /** What this browser holds, the latest first. Whatever else stands in its cookies is nothing. */
  function held(req: Request): { key: DraftKey; secret: string; at: number }[] {
    const found = (req.headers.cookie ?? '').split(';').flatMap((pair) => {
      const text = pair.trim();
      const [, key, secret, at] = (text.startsWith(prefix) && pattern.exec(text.slice(prefix.length))) || [];
      return key && secret && at ? [{ key, secret, at: Number.parseInt(at, 36) }] : [];
    });
    return found.sort((a, b) => b.at - a.at).slice(0, 2 * MOST_DRAFTS);
  }

  return {
    held,
    secretOf: (req: Request, key: DraftKey): string | null =>
      held(req).find((cookie) => cookie.key === key)?.secret ?? null,
    /** Gives the cookie its thirty days, as the draft gets them; the oldest ones go. */
    keep(req: Request, res: Response, key: DraftKey, secret: string): void {
      const others = held(req).filter((cookie) => cookie.key !== key);
      for (const old of others.slice(MOST_DRAFTS - 1)) res.clearCookie(prefix + old.key, options);
      const at = Math.floor(Date.now() / 1_000).toString(36);
      res.cookie(prefix + key, `${secret}.${at}`, { ...options, maxAge: DRAFT_DAYS * 86_400_000 });
    },
    drop(req: Request, res: Response, key: DraftKey): void {
      if (held(req).some((cookie) => cookie.key === key)) res.clearCookie(prefix + key, options);
    },
  };
}
