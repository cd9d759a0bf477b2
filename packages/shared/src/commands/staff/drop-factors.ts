import { eq } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { staffPasskey } from '../../db/tables/staff-passkey.ts';
import { staffRecoveryCode } from '../../db/tables/staff-recovery-code.ts';
import { staffTotp } from '../../db/tables/staff-totp.ts';

/** Takes every second factor and recovery code of a member of staff away. */
export async function dropFactors(tx: Transaction, staffId: string): Promise<void> {
  await tx.delete(staffTotp).where(eq(staffTotp.staffId, staffId));
  await tx.delete(staffPasskey).where(eq(staffPasskey.staffId, staffId));
  await tx.delete(staffRecoveryCode).where(eq(staffRecoveryCode.staffId, staffId));
}
