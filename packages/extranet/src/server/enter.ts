import { sendCookies } from '@guichet/shared/auth/auth-realm';
import type { MemberSignIn } from '@guichet/shared/auth/member-auth';
import type { Request, Response } from 'express';
import { sendClosedPage } from './closed-page.tsx';
import type { Extranet } from './extranet.ts';

/**
 * After a proof: the session's cookies, then the page that was wanted, the code of the person's app, or why nothing
 * opens any more. False when the proof was refused: the caller says so in its own words.
 */
export async function enterWith(
  extranet: Extranet,
  req: Request,
  res: Response,
  { result, returnTo }: { result: MemberSignIn; returnTo: string },
): Promise<boolean> {
  if (!result.ok) {
    if (result.reason !== 'closed') return false;
    await sendClosedPage(extranet, req, res, result.personId);
    return true;
  }
  sendCookies(res, result.cookies);
  const back = returnTo === '/' ? '' : `?retour=${encodeURIComponent(returnTo)}`;
  res.redirect(303, result.stage === 'code' ? `/connexion/code${back}` : returnTo);
  return true;
}
