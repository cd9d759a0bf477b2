import type { OpenMemberSession } from '@guichet/shared/auth/require-session';
import type { OwnAccountView } from '@guichet/shared/contracts/own-account';
import type { Database } from '@guichet/shared/db/client';
import { addressChange } from '@guichet/shared/db/tables/address-change';
import type { SignInWay } from '@guichet/shared/db/tables/member-session';
import { token } from '@guichet/shared/db/tables/token';
import { memberSignIn } from '@guichet/shared/db/tables/member-sign-in';
import { sayDevice } from '@guichet/shared/domain/device-words';
import { readOwnAccount } from '@guichet/shared/reads/own-sign-in/read-own-account';
import { and, desc, eq, exists, gt, inArray, isNull } from 'drizzle-orm';

/** As many as one looks through. */
const LAST = 10;

export type OwnSignIn = { id: string; at: Date; way: SignInWay; device: string; address: string };

/** A change of address that waits for one of the two, or for the worker. */
export type OpenAddressChange = { wanted: string; presentConfirmed: boolean; newConfirmed: boolean };

export type OwnSignInView = {
  account: OwnAccountView;
  signIns: OwnSignIn[];
  change: OpenAddressChange | null;
};

/** The member's own sign-in, as they see it: factors, sessions, the last sign-ins, and a change of address under way. */
export async function readOwnSignIn(db: Database, member: OpenMemberSession, now: Date): Promise<OwnSignInView> {
  const { actor, email, sessionId } = member;
  const self = { population: 'member' as const, id: actor.id, name: actor.label, email, sessionId };
  const [account, signIns, change] = await Promise.all([
    readOwnAccount(db, self, { now, secondFactorRequired: false }),
    db
      .select()
      .from(memberSignIn)
      .where(eq(memberSignIn.accountId, actor.id))
      .orderBy(desc(memberSignIn.at))
      .limit(LAST),
    readChange(db, actor.id, now),
  ]);
  return {
    account,
    change,
    signIns: signIns.map(({ id, at, way, userAgent, ipAddress }) => ({
      ...{ id, at, way, device: sayDevice(userAgent), address: ipAddress ?? '' },
    })),
  };
}

async function readChange(db: Database, accountId: string, now: Date): Promise<OpenAddressChange | null> {
  // Once its links are dead, it is as if nothing had been asked.
  const alive = db
    .select({ id: token.id })
    .from(token)
    .where(
      and(
        eq(token.accountId, accountId),
        inArray(token.purpose, ['address-present', 'address-new']),
        isNull(token.voidedAt),
        gt(token.expiresAt, now),
      ),
    );
  const [row] = await db
    .select()
    .from(addressChange)
    .where(
      and(eq(addressChange.accountId, accountId), inArray(addressChange.state, ['asked', 'confirmed']), exists(alive)),
    );
  if (!row) return null;
  const { wantedAddress: wanted, presentConfirmedAt, newConfirmedAt } = row;
  return { wanted, presentConfirmed: presentConfirmedAt !== null, newConfirmed: newConfirmedAt !== null };
}
