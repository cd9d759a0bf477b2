import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
import type { SignInWay } from '../../db/tables/member-session.ts';
import { memberSignIn } from '../../db/tables/member-sign-in.ts';
import { tellMemberSecurityChange } from './tell-member-security-change.ts';

export type SignInRecord = {
  accountId: string;
  way: SignInWay;
  device: Uint8Array;
  ipAddress: string | null;
  userAgent: string | null;
};

/** Within so long after the activation, the first device is the one that activated. */
const FIRST_DEVICE_MS = 24 * 3_600_000;

/**
 * Notes a sign-in, and tells the person by mail of a device that has not served before: once for each. Answers whether
 * a mail is on its way.
 */
export async function recordSignIn(db: Database, record: SignInRecord, now: Date): Promise<boolean> {
  const { accountId, way, device, ipAddress, userAgent } = record;
  return db.transaction(async (tx) => {
    const [account] = await tx.select().from(memberAccount).where(eq(memberAccount.id, accountId));
    const before = await tx.$count(memberSignIn, eq(memberSignIn.accountId, accountId));
    const known = before > 0 && (await isKnownDevice(tx, accountId, device));
    await tx.insert(memberSignIn).values({ accountId, way, deviceSha256: device, ipAddress, userAgent, at: now });
    if (known || !account?.email) return false;
    const sinceActivation = account.activatedAt === null ? 0 : now.getTime() - account.activatedAt.getTime();
    if (before === 0 && sinceActivation < FIRST_DEVICE_MS) return false;
    const { id, name, email } = account;
    const cause = `new-device:${id}:${Buffer.from(device).toString('base64url')}`;
    await tellMemberSecurityChange(tx, { id, name, email }, 'new-device', cause);
    return true;
  });
}

/** Whether the owner of the account signed in from there before. */
export async function isKnownDevice(
  db: Pick<Database, 'select'>,
  accountId: string,
  device: Uint8Array,
): Promise<boolean> {
  const [seen] = await db
    .select({ id: memberSignIn.id })
    .from(memberSignIn)
    .where(and(eq(memberSignIn.accountId, accountId), eq(memberSignIn.deviceSha256, device)))
    .limit(1);
  return seen !== undefined;
}
