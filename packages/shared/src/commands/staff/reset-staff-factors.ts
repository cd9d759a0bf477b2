import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { staffSession } from '../../db/tables/staff-session.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { emailKey } from '../../domain/email.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../../errors/errors.ts';
import { type Actor, type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { dropFactors } from '../own-sign-in/drop-factors.ts';
import { loadTeamMember } from './load-team-member.ts';
import { requireAdministrator } from './require-administrator.ts';
import { tellSecurityChange } from './tell-security-change.ts';

/**
 * Takes the second factors of somebody away who has lost them: sessions end, the person is told by mail, and sets up a
 * new one after the next password.
 * @throws ConflictError when the person has left or was never in
 */
export async function resetStaffFactors(ctx: Context, { staffId }: { staffId: string }): Promise<void> {
  const actor = requireAdministrator(ctx);
  await inTransaction(ctx, async ({ db }) => {
    await reset(db, actor, ctx.now(), await loadTeamMember(db, actor, staffId));
  });
}

/** The same by the operator of the installation, for who is locked out with nobody else to ask. @throws NotFoundError */
export async function resetStaffFactorsByEmail(ctx: Context, { email }: { email: string }): Promise<{ name: string }> {
  const { actor } = ctx;
  if (actor.kind !== 'operator') throw new ForbiddenError(`A ${actor.kind} is not the operator.`);
  return inTransaction(ctx, async ({ db }) => {
    const [member] = await db
      .select()
      .from(staffUser)
      .where(sql`lower(${staffUser.email}) = ${emailKey(email)}`)
      .for('update');
    if (!member) throw new NotFoundError('no member of staff has this address');
    await reset(db, actor, ctx.now(), member);
    return { name: member.name };
  });
}

async function reset(db: Transaction, actor: Actor, now: Date, member: typeof staffUser.$inferSelect): Promise<void> {
  if (member.disabledAt !== null || member.activatedAt === null) {
    throw new ConflictError(`Staff user ${member.id} has no access whose factors could be reset.`, {
      userMessage: 'Cette personne n’a pas d’accès ouvert : il n’y a rien à réinitialiser.',
    });
  }
  await dropFactors(db, 'staff', member.id);
  await db.delete(staffSession).where(eq(staffSession.userId, member.id));
  await tellSecurityChange(db, member, 'factors-reset');
  await writeAudit(db, actor, now, [{ action: 'reset-staff-factors', subject: { type: 'staff', id: member.id } }]);
}
