import { and, eq, isNull, sql as raw } from 'drizzle-orm';
import type { Request } from 'express';
import type { Sql } from 'postgres';
import type { StaffActor } from '../commands/context.ts';
import type { Database } from '../db/client.ts';
import { staffCredential } from '../db/tables/staff-credential.ts';
import { staffSession } from '../db/tables/staff-session.ts';
import { staffUser } from '../db/tables/staff-user.ts';
import { staffVerification } from '../db/tables/staff-verification.ts';
import { isFromThisMachine } from '../http/addresses.ts';
import type { Logger } from '../http/logging.ts';
import { createRealm, type FoundSession, type OpenedSession } from './auth-realm.ts';
import { type Credentials, createSignInLimits, type SignIn, signIn } from './sign-in.ts';
import { loadStaffSession, type SignInStage, type StaffSession } from './staff-session.ts';

const minutes = 60;
const hours = 60 * minutes;

export type StaffSignIn = (Extract<SignIn, { ok: true }> & { stage: SignInStage }) | Extract<SignIn, { ok: false }>;

export type StaffAuth = {
  /** Password: opens a session that may have to show a second factor before it opens anything. Throws `too-many-requests`. */
  signIn: (req: Request, credentials: Credentials) => Promise<StaffSignIn>;
  /**
   * Opens a session for who was recognised otherwise, in place of the one of this request. `secondFactor`: whether both
   * factors were shown. Answers the cookies, or null when the person may not sign in from here.
   */
  enter: (
    req: Request,
    staffId: string,
    shown: { secondFactor: boolean },
  ) => Promise<{ cookies: string[]; stage: SignInStage } | null>;
  /** Notes that the person behind this session proved to be themselves just now. */
  confirm: (session: Pick<StaffSession, 'sessionId'>, shown?: { secondFactor: boolean }) => Promise<void>;
  /** Ends the session of this request. Answers the cookies to send. */
  signOut: (req: Request) => Promise<string[]>;
  /** The session of this request, however far it has come; looked up anew each time: who is disabled is out at once. */
  findSession: (req: Request) => Promise<StaffSession | null>;
  /** Who sent this request; null while the session is not open. */
  readSession: (req: Request) => Promise<StaffActor | null>;
  /** The same for what only watches, such as an open stream: it does not keep the session alive. */
  peekSession: (req: Request) => Promise<{ sessionId: string; staff: StaffActor } | null>;
};

export type AuthOptions = {
  db: Database;
  /** The process's connection, where sign-in attempts are counted. */
  sql: Sql;
  publicUrl: string;
  secret: string;
  /** DEMO: whether demonstration accounts may sign in, from this machine. */
  demo: boolean;
  log: Logger;
  now?: (() => Date) | undefined;
};

export type StaffAuthOptions = AuthOptions & {
  /** Whether everybody needs a second factor; otherwise it is asked of those who have set one up. */
  secondFactorRequired: boolean;
};

/** The sign-in of the secretariat (back office). A working day at most, two hours without a request. */
export function createStaffAuth({
  db,
  sql,
  demo,
  secondFactorRequired,
  now = () => new Date(),
  ...options
}: StaffAuthOptions): StaffAuth {
  const realm = createRealm({
    ...options,
    realm: 'staff',
    db,
    now,
    tables: {
      user: staffUser,
      session: staffSession,
      account: staffCredential,
      verification: staffVerification,
    },
    idleSeconds: 2 * hours,
    absoluteSeconds: 12 * hours,
  });
  const limits = createSignInLimits('staff', sql);

  const findAddress = async (req: Request, addressKey: string) => {
    const [user] = await db
      .select({ email: staffUser.email, demo: staffUser.demo })
      .from(staffUser)
      .where(and(raw`lower(${staffUser.email}) = ${addressKey}`, isNull(staffUser.disabledAt)));
    return user && mayComeFrom(req, user.demo) ? user.email : null;
  };
  const mayComeFrom = (req: Request, isDemo: boolean) => !isDemo || (demo && isFromThisMachine(req));
  const load = async (req: Request, found: FoundSession | null): Promise<StaffSession | null> => {
    const session = found && (await loadStaffSession(db, found.sessionId, { secondFactorRequired }));
    return session && mayComeFrom(req, session.demo) ? session : null;
  };
  const mark = async (req: Request, opened: OpenedSession, secondFactor: boolean): Promise<SignInStage | null> => {
    const at = now();
    await db
      .update(staffSession)
      .set({ authenticatedAt: at, ...(secondFactor ? { secondFactorAt: at } : {}) })
      .where(eq(staffSession.id, opened.sessionId));
    const session = await load(req, opened);
    if (session?.stage === 'open') {
      await db.update(staffUser).set({ lastSignInAt: at }).where(eq(staffUser.id, opened.userId));
    }
    return session?.stage ?? null;
  };

  return {
    signIn: async (req, credentials) => {
      const opened = await signIn({ realm, limits, findAddress }, req, credentials);
      if (!opened.ok) return opened;
      const stage = await mark(req, opened, false);
      return stage === null ? { ok: false, reason: 'refused' } : { ...opened, stage };
    },
    enter: async (req, staffId, { secondFactor }) => {
      const opened = await realm.openSessionFor(req, staffId);
      const stage = await mark(req, opened, secondFactor);
      if (stage !== null) return { cookies: opened.cookies, stage };
      await db.delete(staffSession).where(eq(staffSession.id, opened.sessionId));
      return null;
    },
    confirm: async ({ sessionId }, shown) => {
      const at = now();
      await db
        .update(staffSession)
        .set({ authenticatedAt: at, ...(shown?.secondFactor ? { secondFactorAt: at } : {}) })
        .where(eq(staffSession.id, sessionId));
    },
    signOut: realm.endSession,
    findSession: async (req) => load(req, await realm.findSession(req)),
    readSession: async (req) => openOnly(await load(req, await realm.findSession(req)))?.staff ?? null,
    peekSession: async (req) => openOnly(await load(req, await realm.peekSession(req))),
  };
}

function openOnly(session: StaffSession | null): StaffSession | null {
  return session?.stage === 'open' ? session : null;
}
