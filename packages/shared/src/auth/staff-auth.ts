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
import { createRealm, type FoundSession } from './auth-realm.ts';
import { type Credentials, createSignInLimits, type SignIn, signIn } from './sign-in.ts';

const minutes = 60;
const hours = 60 * minutes;

export type StaffAuth = {
  /** Throws `too-many-requests`. Send the cookies with `sendCookies`. */
  signIn: (req: Request, credentials: Credentials) => Promise<SignIn>;
  /** Ends the session of this request. Answers the cookies to send. */
  signOut: (req: Request) => Promise<string[]>;
  /** Who sent this request, looked up anew each time: who is disabled is out at once. */
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

/** The sign-in of the secretariat (back office). A working day at most, two hours without a request. */
export function createStaffAuth({ db, sql, demo, now = () => new Date(), ...options }: AuthOptions): StaffAuth {
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
  const actorOf = async (req: Request, session: FoundSession | null): Promise<StaffActor | null> => {
    if (!session) return null;
    const [user] = await db
      .select()
      .from(staffUser)
      .where(and(eq(staffUser.id, session.userId), isNull(staffUser.disabledAt)));
    if (!user || !mayComeFrom(req, user.demo)) return null;
    const { id, name: label, role, regionId, personId } = user;
    return { kind: 'staff', id, label, role, regionId, personId };
  };

  return {
    signIn: (req, credentials) => signIn({ realm, limits, findAddress }, req, credentials),
    signOut: realm.endSession,
    readSession: async (req) => actorOf(req, await realm.findSession(req)),
    peekSession: async (req) => {
      const session = await realm.peekSession(req);
      const staff = await actorOf(req, session);
      return session && staff && { sessionId: session.sessionId, staff };
    },
  };
}
