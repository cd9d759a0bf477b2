import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { staffCredential } from '../../db/tables/staff-credential.ts';

/** Gives a member of staff this password, their first or another. The row is the one that better-auth reads. */
export async function saveStaffPassword(tx: Transaction, staffId: string, hash: string, now: Date): Promise<void> {
  await tx
    .insert(staffCredential)
    .values({
      userId: staffId,
      accountId: staffId,
      providerId: 'credential',
      password: hash,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoUpdate({
      target: [staffCredential.providerId, staffCredential.accountId],
      set: { password: sql`excluded.password`, updatedAt: sql`excluded.updated_at` },
    });
}
