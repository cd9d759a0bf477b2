import { drizzleAdapter } from '@better-auth/drizzle-adapter';
import type { BetterAuthOptions } from 'better-auth';
// Without the database drivers that we do not use: 15 MB less in each process.
import { betterAuth } from 'better-auth/minimal';
import { and, eq, lt } from 'drizzle-orm';
import type { Request, Response } from 'express';
import type { Database, Transaction } from '../db/client.ts';
import type { memberAccount } from '../db/tables/member-account.ts';
import type { memberCredential } from '../db/tables/member-credential.ts';
import type { memberSession } from '../db/tables/member-session.ts';
import type { memberVerification } from '../db/tables/member-verification.ts';
import type { staffCredential } from '../db/tables/staff-credential.ts';
import type { staffSession } from '../db/tables/staff-session.ts';
import type { staffUser } from '../db/tables/staff-user.ts';
import type { staffVerification } from '../db/tables/staff-verification.ts';
import type { Logger } from '../http/logging.ts';
import { hashed, withHashedSessionTokens } from './hashed-session-tokens.ts';
import { openSessionForUser } from './open-session-for.ts';
import { hashPassword, verifyPassword } from './password.ts';

export type RealmTables = {
  user: typeof staffUser | typeof memberAccount;
  session: typeof staffSession | typeof memberSession;
  account: typeof staffCredential | typeof memberCredential;
  verification: typeof staffVerification | typeof memberVerification;
};

export type RealmOptions = {
  realm: 'staff' | 'member';
  db: Database;
  tables: RealmTables;
  /** The app's public origin; https makes cookies Secure. */
  publicUrl: string;
  secret: string;
  /** A session ends after so long without a request, and so long after the sign-in whatever happens. */
  idleSeconds: number;
  absoluteSeconds: number;
  now: () => Date;
  log: Logger;
};

export type FoundSession = { sessionId: string; userId: string };

export type OpenedSession = FoundSession & { cookies: string[] };

export type Realm = {
  /** Checks address and password, and on success makes a session. Answers its cookies, or null. */
  openSession: (req: Request, email: string, password: string) => Promise<OpenedSession | null>;
  /** Makes a session for somebody whom our own code knows by other means. It takes the place of the former one. */
  openSessionFor: (req: Request, userId: string) => Promise<OpenedSession>;
  findSession: (req: Request) => Promise<FoundSession | null>;
  /** The same without counting as a use: what only watches must not keep a session alive. */
  peekSession: (req: Request) => Promise<FoundSession | null>;
  /** Ends the session of this request, if any. Answers the cookies that forget it. */
  endSession: (req: Request) => Promise<string[]>;
  endAllSessions: (tx: Database | Transaction, userId: string) => Promise<void>;
};

/** How seldom the last use of a session is written down. */
const touchEveryMs = 60_000;
const clientAddressHeader = 'x-guichet-client';

/**
 * One population of sign-ins on better-auth: its own tables, secret, cookie and base path, so that a session of one
 * realm is nothing in the other. Its routes are not mounted: forms and JSON go through our own, which limit attempts.
 */
export function createRealm(options: RealmOptions): Realm {
  const { db, tables, now } = options;
  const auth = configure(options);

  const openSession: Realm['openSession'] = async (req, email, password) => {
    try {
      const { headers, response } = await auth.api.signInEmail({
        body: { email, password },
        headers: headersOf(req, false),
        returnHeaders: true,
      });
      return await takeOver(req, response.token, headers);
    } catch (error) {
      if (isRefusal(error)) return null;
      throw error;
    }
  };

  const openSessionFor: Realm['openSessionFor'] = async (req, userId) => {
    const { headers, response } = await auth.api.openSessionForUser({
      body: { userId },
      headers: headersOf(req, false),
      returnHeaders: true,
    });
    return takeOver(req, response.token, headers);
  };

  /** The session that this browser had before ends with the new one, and so do rows that nobody will ask for again. */
  const takeOver = async (req: Request, token: string, headers: Headers): Promise<OpenedSession> => {
    await endSession(req);
    const [session] = await db
      .select({ sessionId: tables.session.id, userId: tables.session.userId })
      .from(tables.session)
      .where(eq(tables.session.token, hashed(token)));
    if (!session) throw new Error('The session ended while it was opened.');
    await db
      .delete(tables.session)
      .where(and(eq(tables.session.userId, session.userId), lt(tables.session.expiresAt, now())));
    return { ...session, cookies: headers.getSetCookie() };
  };

  const look = async (req: Request, isUse: boolean): Promise<FoundSession | null> => {
    if (req.headers.cookie === undefined) return null;
    const found = await auth.api.getSession({ headers: headersOf(req), query: { disableRefresh: true } });
    if (!found) return null;
    const { id, userId, updatedAt } = found.session;
    const idleMs = now().getTime() - updatedAt.getTime();
    if (idleMs > options.idleSeconds * 1_000) {
      await db.delete(tables.session).where(eq(tables.session.id, id));
      return null;
    }
    if (isUse && idleMs > touchEveryMs) {
      await db
        .update(tables.session)
        .set({ updatedAt: now() })
        .where(and(eq(tables.session.id, id), lt(tables.session.updatedAt, now())));
    }
    return { sessionId: id, userId };
  };

  const endSession: Realm['endSession'] = async (req) => {
    const { headers } = await auth.api.signOut({ headers: headersOf(req), returnHeaders: true });
    return headers.getSetCookie();
  };

  const endAllSessions: Realm['endAllSessions'] = async (tx, userId) => {
    await tx.delete(tables.session).where(eq(tables.session.userId, userId));
  };

  return {
    openSession,
    openSessionFor,
    findSession: (req) => look(req, true),
    peekSession: (req) => look(req, false),
    endSession,
    endAllSessions,
  };
}

/** better-auth throws its answers; what the caller did wrong has a status below 500. */
function isRefusal(error: unknown): boolean {
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
}

/** Adds the cookies of a realm to the answer. */
export function sendCookies(res: Response, cookies: readonly string[]): void {
  for (const cookie of cookies) res.append('Set-Cookie', cookie);
}

function configure({ realm, db, tables, publicUrl, secret, absoluteSeconds, log }: RealmOptions) {
  const https = publicUrl.startsWith('https:');
  const prefix = `guichet-${realm}`;
  return betterAuth({
    appName: 'Guichet PO',
    baseURL: publicUrl,
    basePath: `/auth/${realm}`,
    secret,
    trustedOrigins: [publicUrl],
    database: (settings: BetterAuthOptions) =>
      withHashedSessionTokens(drizzleAdapter(db, { provider: 'pg', schema: tables })(settings)),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      // What may be a password is `passwordProblem`'s to say; this only bounds the work.
      minPasswordLength: 1,
      maxPasswordLength: 1_024,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    plugins: [openSessionForUser],
    session: { expiresIn: absoluteSeconds, disableSessionRefresh: true },
    verification: { storeIdentifier: 'hashed' },
    // No route of better-auth is mounted: attempts are counted by our own, in rate_limit.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: prefix,
      useSecureCookies: false,
      cookies: {
        session_token: {
          // The prefix makes browsers refuse the cookie from anywhere but this host, over https.
          name: https ? `__Host-${prefix}.session_token` : `${prefix}.session_token`,
          attributes: { secure: https, sameSite: 'lax', httpOnly: true, path: '/' },
        },
      },
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    telemetry: { enabled: false },
    logger: {
      log: (level, message, ...details: unknown[]) => {
        // Its messages name no one; its details may, and only errors go on, through the log's own serializer.
        const err = details.find((detail) => detail instanceof Error);
        if (level === 'error') log.error({ realm, err }, `better-auth: ${message}`);
        else log.debug({ realm }, `better-auth: ${message}`);
      },
    },
  });
}

/** What better-auth may know of the request: cookie, browser, and the address that Express found behind the proxies. */
function headersOf(req: Request, withCookie = true): Headers {
  const headers = new Headers();
  if (withCookie && req.headers.cookie !== undefined) headers.set('cookie', req.headers.cookie);
  headers.set('user-agent', (req.headers['user-agent'] ?? '').slice(0, 300));
  if (req.ip !== undefined) headers.set(clientAddressHeader, req.ip);
  return headers;
}
