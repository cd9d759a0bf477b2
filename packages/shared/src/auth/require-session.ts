import type { Request, RequestHandler, Response } from 'express';
import type { StaffActor } from '../commands/context.ts';
import { ForbiddenError, GuichetError } from '../errors/errors.ts';
import type { MemberAuth } from './member-auth.ts';
import type { SignedInMember } from './member-session.ts';
import type { StaffAuth } from './staff-auth.ts';
import type { StaffSession } from './staff-session.ts';

const staffSessions = new WeakMap<Response, StaffSession>();
const memberSessions = new WeakMap<Response, OpenMemberSession>();

/**
 * Lets staff pass whose session is open, and keeps who it is for `staffOf(res)`. Anyone else, and who has not shown the
 * second factor: `unauthenticated` (401).
 */
export function requireStaff(auth: StaffAuth): RequestHandler {
  return async (req, res, next) => {
    const session = await auth.findSession(req);
    if (session?.stage !== 'open') throw new GuichetError('unauthenticated', 'no open staff session');
    staffSessions.set(res, session);
    next();
  };
}

/** Lets staff pass however far their sign-in has come: for the routes by which they go on. */
export function requireEntering(auth: StaffAuth): RequestHandler {
  return async (req, res, next) => {
    const session = await auth.findSession(req);
    if (!session) throw new GuichetError('unauthenticated', 'no staff session');
    staffSessions.set(res, session);
    next();
  };
}

/** How long a proof of who is there is good for sensitive acts. */
const RECENT_MS = 10 * 60_000;

/**
 * Lets pass who proved to be themselves not long ago; others are asked to (`confirm-identity`), and may then send the
 * same again. Behind `requireStaff`.
 */
export function requireRecentAuth(now: () => Date): RequestHandler {
  return (_req, res, next) => {
    if (isRecent(sessionOf(res), now())) return next();
    throw new GuichetError('confirm-identity', 'the last proof of identity is too old for a sensitive act');
  };
}

/**
 * Lets pass who may change their own factors: with an open session and a recent proof, or to set up the first factor.
 * Never with the password alone once there is a factor. Behind `requireEntering`.
 */
export function requireOwnFactors(now: () => Date): RequestHandler {
  const recent = requireRecentAuth(now);
  return (req, res, next) => {
    const { stage } = sessionOf(res);
    if (stage === 'code') throw new ForbiddenError('the second factor was not shown');
    return stage === 'setup' ? next() : recent(req, res, next);
  };
}

/** The member of staff behind this request. Only on routes behind `requireStaff`. */
export function staffOf(res: Response): StaffActor {
  return sessionOf(res).staff;
}

/** The session behind this request. Only on routes behind `requireStaff` or `requireEntering`. */
export function sessionOf(res: Response): StaffSession {
  const session = staffSessions.get(res);
  if (!session) throw new Error('sessionOf() needs requireStaff() or requireEntering() before the route');
  return session;
}

export type OpenMemberSession = Extract<SignedInMember, { access: 'open' }>;

/**
 * Lets members with a mandate today pass, and keeps what they may see for `memberOf(res)`. People who open a page
 * without a session are sent to `signInPath`, who owes the code of their app to `codePath`, and back afterwards, to the page
 * that `backTo` makes of the address they asked for; without a mandate, `onClosed` answers.
 */
export function requireMember(
  auth: MemberAuth,
  options: {
    signInPath: string;
    codePath: string;
    onClosed: (req: Request, res: Response, member: SignedInMember) => void | Promise<void>;
    backTo?: (address: string) => string;
  },
): RequestHandler {
  return async (req, res, next) => {
    const session = await auth.readSession(req);
    if (session?.access === 'open') {
      memberSessions.set(res, session);
      return next();
    }
    if (session?.access === 'closed') return options.onClosed(req, res, session);
    if ((req.method === 'GET' || req.method === 'HEAD') && req.accepts(['html', 'json']) === 'html') {
      const asked = options.backTo?.(req.originalUrl) ?? req.originalUrl;
      const back = asked === '/' ? '' : `?retour=${encodeURIComponent(asked)}`;
      return res.redirect(303, `${session ? options.codePath : options.signInPath}${back}`);
    }
    throw new GuichetError('unauthenticated', 'no member session');
  };
}

/** The member behind this request. Only on routes behind `requireMember`. */
export function memberOf(res: Response): OpenMemberSession {
  const session = memberSessions.get(res);
  if (!session) throw new Error('memberOf() needs requireMember() before the route');
  return session;
}

/** Whether the person behind a session proved to be themselves not long ago. */
function isRecent({ authenticatedAt }: { authenticatedAt: Date | null }, now: Date): boolean {
  return authenticatedAt !== null && now.getTime() - authenticatedAt.getTime() <= RECENT_MS;
}

/**
 * Lets a member pass who proved to be themselves not long ago; others are sent to `confirmPath`, and back to the page,
 * or to `page` when they were sending something. Behind `requireMember`.
 */
export function requireRecentMember(now: () => Date, confirmPath: string, page: string): RequestHandler {
  return (req, res, next) => {
    if (isRecent(memberOf(res), now())) return next();
    const back = req.method === 'GET' || req.method === 'HEAD' ? req.originalUrl : page;
    res.redirect(303, `${confirmPath}?retour=${encodeURIComponent(back)}`);
  };
}
