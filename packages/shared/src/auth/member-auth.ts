import { sql as raw } from 'drizzle-orm';
import type { Request } from 'express';
import { memberAccount } from '../db/tables/member-account.ts';
import { memberCredential } from '../db/tables/member-credential.ts';
import { memberSession } from '../db/tables/member-session.ts';
import { memberVerification } from '../db/tables/member-verification.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { isFromThisMachine } from '../http/addresses.ts';
import { createRealm } from './auth-realm.ts';
import { type MemberSession, readMember } from './member-access.ts';
import { type Credentials, createSignInLimits, type SignIn, signIn } from './sign-in.ts';
import type { AuthOptions } from './staff-auth.ts';

const hours = 3_600;

/** `closed`: the right person with the right password, whose last mandate is over. */
export type MemberSignIn = Extract<SignIn, { ok: true }> | { ok: false; reason: 'refused' | 'closed' };

export type MemberAuth = {
  /** Throws `too-many-requests`. Send the cookies with `sendCookies`. */
  signIn: (req: Request, credentials: Credentials) => Promise<MemberSignIn>;
  /** Opens a session for who has just chosen a password by a link of ours: another proof would only be in the way. */
  signInActivated: (req: Request, accountId: string) => Promise<MemberSignIn>;
  /** Ends the session of this request. Answers the cookies to send. */
  signOut: (req: Request) => Promise<string[]>;
  /** Who sent this request and what they may see today; computed from the dates each time. */
  readSession: (req: Request) => Promise<MemberSession | null>;
};

/** The sign-in of the members of POs (extranet). */
export function createMemberAuth({ db, sql, demo, now = () => new Date(), ...options }: AuthOptions): MemberAuth {
  const realm = createRealm({
    ...options,
    realm: 'member',
    db,
    now,
    tables: {
      user: memberAccount,
      session: memberSession,
      account: memberCredential,
      verification: memberVerification,
    },
    idleSeconds: 2 * hours,
    absoluteSeconds: 24 * hours,
  });
  const limits = createSignInLimits('member', sql);

  const mayComeFrom = (req: Request, isDemo: boolean) => !isDemo || (demo && isFromThisMachine(req));
  const findAddress = async (req: Request, addressKey: string) => {
    const [account] = await db
      .select({ email: memberAccount.email, demo: memberAccount.demo })
      .from(memberAccount)
      .where(raw`lower(${memberAccount.email}) = ${addressKey}`);
    return account && mayComeFrom(req, account.demo) ? account.email : null;
  };

  return {
    signIn: async (req, credentials) => {
      const result = await signIn({ realm, limits, findAddress }, req, credentials);
      if (!result.ok) return result;
      const member = await readMember(db, result.userId, todayInBrussels(now()));
      if (member?.access === 'open') return result;
      await realm.endAllSessions(db, result.userId);
      return { ok: false, reason: member ? 'closed' : 'refused' };
    },
    signInActivated: async (req, accountId) => {
      const member = await readMember(db, accountId, todayInBrussels(now()));
      if (!member || !mayComeFrom(req, member.demo)) return { ok: false, reason: 'refused' };
      if (member.access === 'closed') return { ok: false, reason: 'closed' };
      return { ok: true, ...(await realm.openSessionFor(req, accountId)) };
    },
    signOut: realm.endSession,
    readSession: async (req) => {
      const session = await realm.findSession(req);
      if (!session) return null;
      const member = await readMember(db, session.userId, todayInBrussels(now()));
      return member && mayComeFrom(req, member.demo) ? member : null;
    },
  };
}
