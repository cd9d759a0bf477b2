import type { RequestHandler, Response } from 'express';
import type { StaffActor } from '../commands/context.ts';
import { GuichetError } from '../errors/errors.ts';
import type { MemberSession } from './member-access.ts';
import type { MemberAuth } from './member-auth.ts';
import type { StaffAuth } from './staff-auth.ts';

const staffActors = new WeakMap<Response, StaffActor>();
const memberSessions = new WeakMap<Response, MemberSession>();

/** Lets staff pass, and keeps who it is for `staffOf(res)`. Anyone else: `unauthenticated` (401). */
export function requireStaff(auth: StaffAuth): RequestHandler {
  return async (req, res, next) => {
    const actor = await auth.readSession(req);
    if (!actor) throw new GuichetError('unauthenticated', 'no staff session');
    staffActors.set(res, actor);
    next();
  };
}

/** The member of staff behind this request. Only on routes behind `requireStaff`. */
export function staffOf(res: Response): StaffActor {
  const actor = staffActors.get(res);
  if (!actor) throw new Error('staffOf() needs requireStaff() before the route');
  return actor;
}

export type OpenMemberSession = Extract<MemberSession, { access: 'open' }>;

/**
 * Lets members with a mandate today pass, and keeps what they may see for `memberOf(res)`. People who open a page
 * without a session are sent to `signInPath` and back afterwards; without a mandate, `onClosed` answers.
 */
export function requireMember(
  auth: MemberAuth,
  options: { signInPath: string; onClosed: RequestHandler },
): RequestHandler {
  return async (req, res, next) => {
    const session = await auth.readSession(req);
    if (session?.access === 'open') {
      memberSessions.set(res, session);
      return next();
    }
    if (session) return options.onClosed(req, res, next);
    if ((req.method === 'GET' || req.method === 'HEAD') && req.accepts(['html', 'json']) === 'html') {
      const back = req.originalUrl === '/' ? '' : `?retour=${encodeURIComponent(req.originalUrl)}`;
      return res.redirect(303, `${options.signInPath}${back}`);
    }
    throw new GuichetError('unauthenticated', 'no member session');
  };
}

/** The member behind this request. Only on routes behind `requireMember`. */
export function memberOf(res: Response): OpenMemberSession {
  const session = memberSessions.get(res);
  if (session?.access !== 'open') throw new Error('memberOf() needs requireMember() before the route');
  return session;
}
