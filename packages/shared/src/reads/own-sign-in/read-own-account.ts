import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm';
import { type PopulationName, SIGN_IN_TABLES } from '../../auth/sign-in-tables.ts';
import type { OwnAccountView } from '../../contracts/own-account.ts';
import type { Database } from '../../db/client.ts';
import { sayDevice } from '../../domain/device-words.ts';

/** Who asks, through which session. */
export type Oneself = { population: PopulationName; id: string; name: string; email: string; sessionId: string };

/** One's own sign-in, as one sees it: factors and sessions, the latest first. */
export async function readOwnAccount(
  db: Database,
  { population, id: ownerId, name, email, sessionId }: Oneself,
  { now, secondFactorRequired }: { now: Date; secondFactorRequired: boolean },
): Promise<OwnAccountView> {
  const { totp, passkey, recoveryCode, session } = SIGN_IN_TABLES[population];
  const [app] = await db.select({ confirmedAt: totp.confirmedAt }).from(totp).where(eq(totp.ownerId, ownerId));
  const passkeys = await db.select().from(passkey).where(eq(passkey.ownerId, ownerId)).orderBy(asc(passkey.createdAt));
  const unused = and(eq(recoveryCode.ownerId, ownerId), isNull(recoveryCode.usedAt));
  const sessions = await db
    .select()
    .from(session)
    .where(and(eq(session.userId, ownerId), gt(session.expiresAt, now)))
    .orderBy(desc(session.updatedAt));
  return {
    name,
    email,
    totpSince: app?.confirmedAt?.toISOString() ?? null,
    passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt, backedUp }) => ({
      id,
      name,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      backedUp,
    })),
    recoveryCodesLeft: await db.$count(recoveryCode, unused),
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
