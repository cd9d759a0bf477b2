import { eq, sql as raw } from 'drizzle-orm';
import type { Request } from 'express';
import type { Sql } from 'postgres';
import { isKnownDevice, recordSignIn } from '../commands/accounts/record-sign-in.ts';
import { memberAccount } from '../db/tables/member-account.ts';
import { memberCredential } from '../db/tables/member-credential.ts';
import { memberSession, type SignInWay } from '../db/tables/member-session.ts';
import { memberVerification } from '../db/tables/member-verification.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { isFromThisMachine } from '../http/addresses.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import { createRealm, type FoundSession, type OpenedSession } from './auth-realm.ts';
import { deviceCookies } from './device-cookie.ts';
import { networkOf } from './network-of.ts';
import { loadMemberSession, type SignedInMember } from './member-session.ts';
import { type Credentials, createSignInLimits, forgiveAttempts, type SignIn, signIn } from './sign-in.ts';
import type { AuthOptions } from './staff-auth.ts';

const hours = 3_600;

/** Codes and passwords asked of somebody who has shown one proof already: guessing stays out of reach. */
function createProofLimits(store: Sql) {
  const durationSeconds = 600;
  return {
    perPlace: createRateLimit({ store, name: 'member-proofs', points: 10, durationSeconds }),
    overall: createRateLimit({ store, name: 'member-proofs-overall', points: 60, durationSeconds }),
  };
}

/**
 * `closed`: the right person, who has no mandate today. `stage`: whether the session is open, or waits for the code of
 * the person's app.
 */
export type MemberSignIn =
  | (Extract<SignIn, { ok: true }> & { stage: 'open' | 'code' })
  | { ok: false; reason: 'refused' }
  | { ok: false; reason: 'closed'; personId: string };

export type MemberAuth = {
  /** Throws `too-many-requests`. Send the cookies with `sendCookies`. */
  signIn: (req: Request, credentials: Credentials) => Promise<MemberSignIn>;
  /**
   * Opens a session for who was recognised otherwise, in place of the one of this request. `secondFactor`: whether a
   * code, or a device that asked who is there, was shown.
   */
  enter: (req: Request, accountId: string, shown: { way: SignInWay; secondFactor: boolean }) => Promise<MemberSignIn>;
  /** Notes that the person behind this session proved to be themselves just now. */
  confirm: (session: { sessionId: string }, shown?: { secondFactor: boolean }) => Promise<void>;
  /**
   * Counts a proof that is asked of who has shown one already, or has a session. Throws `too-many-requests`; from the
   * owner's own device, whatever others use up. Answers what gives the points back.
   */
  countProof: (req: Request, accountId: string) => Promise<() => Promise<void>>;
  /** Whoever just showed that the mailbox is theirs may sign in from here, whatever was tried with wrong passwords. */
  letTryAgain: (req: Request, email: string) => Promise<void>;
  /** Ends the session of this request. Answers the cookies to send. */
  signOut: (req: Request) => Promise<string[]>;
  /** Who sent this request and what they may see today; computed from the dates each time. */
  readSession: (req: Request) => Promise<SignedInMember | null>;
};

export type MemberAuthOptions = AuthOptions & {
  /** Wakes the worker for the mail about a new device. */
  ring?: (() => void) | undefined;
};

/** The sign-in of the members of POs (extranet). */
export function createMemberAuth(options: MemberAuthOptions): MemberAuth {
  const { db, sql, demo, now = () => new Date(), ring, ...common } = options;
  const realm = createRealm({
    ...common,
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
  const proofs = createProofLimits(sql);
  const devices = deviceCookies('member', options.publicUrl);

  const mayComeFrom = (req: Request, isDemo: boolean) => !isDemo || (demo && isFromThisMachine(req));
  const findAccount = async (addressKey: string) => {
    const [account] = await db
      .select({ id: memberAccount.id, email: memberAccount.email, demo: memberAccount.demo })
      .from(memberAccount)
      .where(raw`lower(${memberAccount.email}) = ${addressKey}`);
    return account;
  };
  const findAddress = async (req: Request, addressKey: string) => {
    const account = await findAccount(addressKey);
    return account && mayComeFrom(req, account.demo) ? account.email : null;
  };
  const findOwnPlace = async (req: Request, addressKey: string) => {
    const device = devices.read(req);
    const account = device && (await findAccount(addressKey));
    return device && account && (await isKnownDevice(db, account.id, device))
      ? Buffer.from(device).toString('base64url')
      : null;
  };
  const load = async (req: Request, found: FoundSession | null): Promise<SignedInMember | null> => {
    const session = found && (await loadMemberSession(db, found, todayInBrussels(now())));
    return session && mayComeFrom(req, session.demo) ? session : null;
  };
  const settle = async (
    req: Request,
    opened: OpenedSession,
    { way, secondFactor }: { way: SignInWay; secondFactor: boolean },
  ): Promise<MemberSignIn> => {
    const at = now();
    await db
      .update(memberSession)
      .set({ way, authenticatedAt: at, ...(secondFactor ? { secondFactorAt: at } : {}) })
      .where(eq(memberSession.id, opened.sessionId));
    const session = await load(req, opened);
    if (session?.access === 'code') return { ok: true, ...opened, stage: 'code' };
    if (session?.access !== 'open') {
      await realm.endAllSessions(db, opened.userId);
      return session
        ? { ok: false, reason: 'closed', personId: session.actor.personId }
        : { ok: false, reason: 'refused' };
    }
    const device = devices.name(req);
    const told = await recordSignIn(
      db,
      {
        ...{ accountId: opened.userId, way, device: device.digest, ipAddress: req.ip ?? null },
        userAgent: (req.headers['user-agent'] ?? '').slice(0, 300),
      },
      at,
    );
    if (told) ring?.();
    return { ok: true, ...opened, cookies: [...opened.cookies, device.cookie], stage: 'open' };
  };

  return {
    signIn: async (req, credentials) => {
      const opened = await signIn({ realm, limits, findAddress, findOwnPlace }, req, credentials);
      return opened.ok ? settle(req, opened, { way: 'password', secondFactor: false }) : opened;
    },
    enter: async (req, accountId, shown) => settle(req, await realm.openSessionFor(req, accountId), shown),
    confirm: async ({ sessionId }, shown) => {
      const at = now();
      await db
        .update(memberSession)
        .set({ authenticatedAt: at, ...(shown?.secondFactor ? { secondFactorAt: at } : {}) })
        .where(eq(memberSession.id, sessionId));
    },
    countProof: async (req, accountId) => {
      const device = devices.read(req);
      const own = device !== null && (await isKnownDevice(db, accountId, device));
      const place = own ? Buffer.from(device).toString('base64url') : networkOf(req.ip);
      await proofs.perPlace.consume(`${accountId} ${place}`);
      if (!own) await proofs.overall.consume(accountId);
      return () => proofs.perPlace.forgive(`${accountId} ${place}`);
    },
    letTryAgain: (req, email) => forgiveAttempts({ limits, findOwnPlace }, req, email),
    signOut: realm.endSession,
    readSession: async (req) => load(req, await realm.findSession(req)),
  };
}
