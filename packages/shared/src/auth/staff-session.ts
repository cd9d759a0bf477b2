import { and, eq, isNull, sql } from 'drizzle-orm';
import type { StaffActor } from '../commands/context.ts';
import type { Database } from '../db/client.ts';
import { staffPasskey } from '../db/tables/staff-passkey.ts';
import { staffSession } from '../db/tables/staff-session.ts';
import { staffTotp } from '../db/tables/staff-totp.ts';
import { staffUser } from '../db/tables/staff-user.ts';

/**
 * How far a session has come. `open`: everything that the role allows. `code`: the password was right, the second
 * factor is not shown yet. `setup`: the password was right, and there is no second factor, where one is required.
 */
export type SignInStage = 'open' | 'code' | 'setup';

export type StaffSession = {
  sessionId: string;
  staff: StaffActor;
  email: string;
  demo: boolean;
  stage: SignInStage;
  factors: { totp: boolean; passkeys: number };
  /** When the person last proved to be themselves. */
  authenticatedAt: Date | null;
};

/** The session with its owner, looked up anew each time; null when the owner is gone or disabled. */
export async function loadStaffSession(
  db: Database,
  sessionId: string,
  { secondFactorRequired }: { secondFactorRequired: boolean },
): Promise<StaffSession | null> {
  const [row] = await db
    .select({
      user: staffUser,
      secondFactorAt: staffSession.secondFactorAt,
      authenticatedAt: staffSession.authenticatedAt,
      totp: sql<boolean>`exists (select from ${staffTotp} where ${staffTotp.ownerId} = ${staffUser.id} and ${staffTotp.confirmedAt} is not null)`,
      passkeys: sql<number>`(select count(*)::int from ${staffPasskey} where ${staffPasskey.ownerId} = ${staffUser.id})`,
    })
    .from(staffSession)
    .innerJoin(staffUser, eq(staffUser.id, staffSession.userId))
    .where(and(eq(staffSession.id, sessionId), isNull(staffUser.disabledAt)));
  if (!row) return null;
  const { user, secondFactorAt, authenticatedAt, totp, passkeys } = row;
  const { id, name: label, role, regionId, personId, email, demo } = user;
  const hasFactor = totp || passkeys > 0;
  const stage = secondFactorAt !== null ? 'open' : hasFactor ? 'code' : secondFactorRequired ? 'setup' : 'open';
  return {
    sessionId,
    staff: { kind: 'staff', id, label, role, regionId, personId },
    email,
    demo,
    stage,
    factors: { totp, passkeys },
    authenticatedAt,
  };
}
