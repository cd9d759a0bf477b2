import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm';
import type { StaffSession } from '../../auth/staff-session.ts';
import type { OwnAccountView } from '../../contracts/own-account.ts';
import type { Database } from '../../db/client.ts';
import { staffPasskey } from '../../db/tables/staff-passkey.ts';
import { staffRecoveryCode } from '../../db/tables/staff-recovery-code.ts';
import { staffSession } from '../../db/tables/staff-session.ts';
import { staffTotp } from '../../db/tables/staff-totp.ts';
import { sayDevice } from '../../domain/device-words.ts';

/** One's own sign-in, as one sees it: factors and sessions, the latest first. */
export async function readOwnAccount(
  db: Database,
  session: StaffSession,
  { now, secondFactorRequired }: { now: Date; secondFactorRequired: boolean },
): Promise<OwnAccountView> {
  const { staff, email, sessionId } = session;
  const [totp] = await db
    .select({ confirmedAt: staffTotp.confirmedAt })
    .from(staffTotp)
    .where(eq(staffTotp.staffId, staff.id));
  const passkeys = await db
    .select()
    .from(staffPasskey)
    .where(eq(staffPasskey.staffId, staff.id))
    .orderBy(asc(staffPasskey.createdAt));
  const unused = and(eq(staffRecoveryCode.staffId, staff.id), isNull(staffRecoveryCode.usedAt));
  const sessions = await db
    .select()
    .from(staffSession)
    .where(and(eq(staffSession.userId, staff.id), gt(staffSession.expiresAt, now)))
    .orderBy(desc(staffSession.updatedAt));
  return {
    name: staff.label,
    email,
    totpSince: totp?.confirmedAt?.toISOString() ?? null,
    passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt, backedUp }) => ({
      id,
      name,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      backedUp,
    })),
    recoveryCodesLeft: await db.$count(staffRecoveryCode, unused),
    secondFactorRequired,
    sessions: sessions.map(({ id, userAgent, ipAddress, createdAt, updatedAt }) => ({
      id,
      device: sayDevice(userAgent),
      address: ipAddress ?? '',
      createdAt: createdAt.toISOString(),
      lastUsedAt: updatedAt.toISOString(),
      own: id === sessionId,
    })),
  };
}
