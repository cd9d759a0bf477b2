import { and, eq, isNull } from 'drizzle-orm';
import { findStaffLink } from '../../auth/staff-links.ts';
import type { StaffLinkPurpose } from '../../db/tables/staff-link.ts';
import { type StaffRole, staffUser } from '../../db/tables/staff-user.ts';
import { passwordProblem } from '../../domain/password-problem.ts';
import { InvalidInputError, NotFoundError } from '../../errors/errors.ts';
import type { Context, StaffActor } from '../context.ts';

/** Commands that a link asks for: who acts is known once the link is read, so no actor comes with them. */
export type StaffLinkContext = Omit<Context, 'actor'>;

export type LinkedStaff = { id: string; name: string; email: string; role: StaffRole; actor: StaffActor };

/**
 * Who holds this link, without using it up.
 * @throws NotFoundError: used, replaced, too old or never given to anybody, one sentence for all
 */
export async function followStaffLink(
  ctx: StaffLinkContext,
  link: { secret: string; purpose: StaffLinkPurpose },
): Promise<LinkedStaff> {
  const found = await findStaffLink(ctx.db, { ...link, now: ctx.now() });
  const [user] = found
    ? await ctx.db
        .select()
        .from(staffUser)
        .where(and(eq(staffUser.id, found.staffId), isNull(staffUser.disabledAt)))
    : [];
  // An invitation is for who has no password yet, the other for who has one.
  if (!user || (user.activatedAt === null) !== (link.purpose === 'invitation')) throw deadLink();
  const { id, name, email, role, regionId, personId } = user;
  return { id, name, email, role, actor: { kind: 'staff', id, label: name, role, regionId, personId } };
}

export function deadLink(): NotFoundError {
  return new NotFoundError('the link is of no use', {
    userMessage: 'Ce lien ne fonctionne plus : il a déjà servi, il est trop ancien, ou un autre l’a remplacé.',
  });
}

/** @throws InvalidInputError with the reason, for a password that may not be */
export function refuseWeakPassword(password: string, of: { name: string; email: string }): void {
  const message = passwordProblem(password, of);
  if (message === null) return;
  throw new InvalidInputError('the password is weak', [{ path: 'password', message }], { userMessage: message });
}
