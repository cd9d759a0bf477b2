import { eq } from 'drizzle-orm';
import { type PopulationName, SIGN_IN_TABLES } from '../../auth/sign-in-tables.ts';
import type { Transaction } from '../../db/client.ts';

/** Takes every second factor and recovery code of a person away. */
export async function dropFactors(tx: Transaction, population: PopulationName, ownerId: string): Promise<void> {
  const { totp, passkey, recoveryCode } = SIGN_IN_TABLES[population];
  await tx.delete(totp).where(eq(totp.ownerId, ownerId));
  await tx.delete(passkey).where(eq(passkey.ownerId, ownerId));
  await tx.delete(recoveryCode).where(eq(recoveryCode.ownerId, ownerId));
}
