import { readCookie } from '@guichet/shared/http/cookies';
import type { CookieOptions, Request, Response } from 'express';
import type { Extranet } from './extranet.ts';
import { returnPath } from './return-path.ts';

const LIVES_MS = 15 * 60_000;

/** The page that somebody wanted before asking for a sign-in link, kept by their browser: no mail carries it. */
export function keepReturn(extranet: Extranet, res: Response, path: string): void {
  const { name, options } = cookieOf(extranet);
  if (path !== '/') res.cookie(name, path, { ...options, maxAge: LIVES_MS });
}

/** The same, once. */
export function takeReturn(extranet: Extranet, req: Request, res: Response): string {
  const { name, options } = cookieOf(extranet);
  const kept = readCookie(req, name);
  if (kept !== undefined) res.clearCookie(name, options);
  return returnPath(kept, extranet.publicUrl);
}

function cookieOf({ publicUrl }: Extranet): { name: string; options: CookieOptions } {
  const secure = publicUrl.startsWith('https:');
  const name = `${secure ? '__Host-' : ''}guichet-member.return`;
  return { name, options: { httpOnly: true, sameSite: 'lax', secure, path: '/' } };
}
