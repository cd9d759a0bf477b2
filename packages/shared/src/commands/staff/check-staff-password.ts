import { and, eq } from 'drizzle-orm';
import { verifyPassword } from '../../auth/password.ts';
import type { Database } from '../../db/client.ts';
import { staffCredential } from '../../db/tables/staff-credential.ts';

/** Whether this is the password of the member of staff. */
export async function checkStaffPassword(db: Database, staffId: string, password: string): Promise<boolean> {
  const [row] = await db
    .select({ hash: staffCredential.password })
    .from(staffCredential)
    .where(and(eq(staffCredential.userId, staffId), eq(staffCredential.providerId, 'credential')));
  return row?.hash ? verifyPassword(row.hash, password) : false;
}
