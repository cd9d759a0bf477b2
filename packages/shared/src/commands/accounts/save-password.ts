import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { memberCredential } from '../../db/tables/member-credential.ts';

/** Gives the account this password, its first or another. The row is the one that better-auth reads. */
export async function savePassword(tx: Transaction, accountId: string, hash: string, now: Date): Promise<void> {
  await tx
    .insert(memberCredential)
    .values({
      userId: accountId,
      accountId,
      providerId: 'credential',
      password: hash,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoUpdate({
      target: [memberCredential.providerId, memberCredential.accountId],
      set: { password: sql`excluded.password`, updatedAt: sql`excluded.updated_at` },
    });
}
