import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { type StaffLinkPurpose, staffLink } from '../../db/tables/staff-link.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { emailKey } from '../../domain/email.ts';
import { inTransaction, SYSTEM_ACTOR } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import type { StaffLinkContext } from './follow-staff-link.ts';
import { sendStaffLink } from './send-staff-link.ts';

/** Anyone can ask for a mail to anybody: at most one in five minutes and five a day, whoever asks. */
const PAUSE_MS = 5 * 60_000;
const PER_DAY = 5;

/**
 * Sends the link that lets a forgotten password be replaced; who has not accepted the invitation yet gets that one
 * again. Answers nothing: whoever asks learns nothing about the address.
 */
export async function requestStaffPassword(
  ctx: StaffLinkContext,
  { email }: { email: string },
  { tokenKeys }: { tokenKeys: readonly string[] },
): Promise<void> {
  await inTransaction({ ...ctx, actor: SYSTEM_ACTOR }, async ({ db }) => {
    const [user] = await db
      .select()
      .from(staffUser)
      .where(and(sql`lower(${staffUser.email}) = ${emailKey(email)}`, isNull(staffUser.disabledAt)))
      // Two at once wait for each other here, so that the count below holds.
      .for('update');
    if (!user) return;
    const now = ctx.now();
    const purpose = user.activatedAt === null ? 'invitation' : 'password';
    if (await isEnough(db, user.id, purpose, now)) return;
    await sendStaffLink(db, user, { purpose, keys: tokenKeys, now });
    // Not the person's own doing for certain: anybody can type an address.
    await writeAudit(db, SYSTEM_ACTOR, now, [
      { action: `send-staff-${purpose}-link`, subject: { type: 'staff', id: user.id } },
    ]);
  });
}

async function isEnough(tx: Transaction, staffId: string, purpose: StaffLinkPurpose, now: Date): Promise<boolean> {
  const recent = await tx
    .select({ createdAt: staffLink.createdAt })
    .from(staffLink)
    .where(
      and(
        eq(staffLink.staffId, staffId),
        eq(staffLink.purpose, purpose),
        gt(staffLink.createdAt, new Date(now.getTime() - 24 * 3_600_000)),
      ),
    )
    .orderBy(desc(staffLink.createdAt))
    .limit(PER_DAY);
  const [newest] = recent;
  if (!newest) return false;
  return recent.length === PER_DAY || now.getTime() - newest.createdAt.getTime() < PAUSE_MS;
}
