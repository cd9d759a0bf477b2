import { and, eq, sql } from 'drizzle-orm';
import { voidStaffLinks } from '../../auth/staff-links.ts';
import { changeRequest } from '../../db/tables/change-request.ts';
import { requestEvent } from '../../db/tables/request-event.ts';
import { staffCredential } from '../../db/tables/staff-credential.ts';
import { staffSession } from '../../db/tables/staff-session.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { OPEN_STATES } from '../../domain/transitions.ts';
import { ConflictError } from '../../errors/errors.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { noticeStaff } from '../notices/notice-staff.ts';
import { writeAudit } from '../write-audit.ts';
import { dropFactors } from '../own-sign-in/drop-factors.ts';
import { loadTeamMember, refuseLastAdministrator } from './load-team-member.ts';
import { requireAdministrator } from './require-administrator.ts';

/**
 * Somebody leaves the team, or an invitation is withdrawn: access ends at once, with every session, open stream and
 * link; password and factors go, the name stays in the history. Their open requests are nobody's again, and colleagues
 * are told. Answers how many there were.
 * @throws ConflictError when they have left already, or are the last administrator
 */
export async function endStaffAccess(ctx: Context, { staffId }: { staffId: string }): Promise<{ released: number }> {
  const actor = requireAdministrator(ctx);
  return inTransaction(ctx, async (tx) => {
    const { db } = tx;
    const now = tx.now();
    const member = await loadTeamMember(db, actor, staffId);
    if (member.disabledAt !== null) {
      throw new ConflictError(`Staff user ${staffId} has left already.`, {
        userMessage: 'Cette personne a déjà quitté l’équipe.',
      });
    }
    await refuseLastAdministrator(db, member);
    await db.update(staffUser).set({ disabledAt: now, updatedAt: now }).where(eq(staffUser.id, staffId));
    await voidStaffLinks(db, staffId, now);
    await dropFactors(db, 'staff', staffId);
    await db.update(staffCredential).set({ password: null, updatedAt: now }).where(eq(staffCredential.userId, staffId));
    await db.delete(staffSession).where(eq(staffSession.userId, staffId));
    const released = await releaseRequests(tx, member);
    await writeAudit(db, actor, now, [
      {
        action: member.activatedAt === null ? 'withdraw-staff-invitation' : 'end-staff-access',
        subject: { type: 'staff', id: staffId },
        before: { role: member.role },
        after: { released },
      },
    ]);
    return { released: released.length };
  });
}

async function releaseRequests(tx: TransactionContext, member: { id: string; name: string }): Promise<string[]> {
  const open = sql`${changeRequest.state} in ${[...OPEN_STATES]}`;
  const rows = await tx.db
    .update(changeRequest)
    .set({ assignedTo: null })
    .where(and(eq(changeRequest.assignedTo, member.id), open))
    .returning({ id: changeRequest.id, state: changeRequest.state });
  if (rows.length === 0) return [];
  const { kind: actorKind, id: actorId, label: actorLabel } = tx.actor;
  await tx.db.insert(requestEvent).values(
    rows.map(({ id, state }) => ({
      requestId: id,
      event: 'release',
      fromState: state,
      toState: state,
      actorKind,
      actorId,
      actorLabel,
      detail: { from: member.id, to: null, name: null },
      at: tx.now(),
    })),
  );
  for (const { id } of rows) {
    await noticeStaff(tx, { kind: 'released', requestId: id, cause: `${id}:${tx.now().toISOString()}` });
  }
  return rows.map(({ id }) => id);
}
