import { and, eq, sql } from 'drizzle-orm';
import { administratorRoles } from '../../db/tables/administrator-roles.ts';
import { ROLES, type Role } from '../../domain/roles.ts';
import { ConflictError, InvalidInputError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireAdministrator } from '../privacy/require-administrator.ts';
import { writeAudit } from '../write-audit.ts';

export type AdministratorRoles = { roles: Role[]; version: number };

/**
 * Says which roles "all administrators" are, for every resource that is for them.
 * @throws ConflictError when a colleague was quicker, InvalidInputError for an empty list, ForbiddenError for others than
 * administrators
 */
export async function changeAdministratorRoles(
  ctx: Context,
  input: { version: number; roles: readonly Role[] },
): Promise<AdministratorRoles> {
  const actor = requireAdministrator(ctx);
  const roles = ROLES.filter((role) => input.roles.includes(role));
  if (roles.length === 0) {
    const message = 'Choisissez au moins un rôle.';
    throw new InvalidInputError('No role is left.', [{ path: 'roles', message }], { userMessage: message });
  }
  return inTransaction(ctx, async (tx) => {
    const [before] = await tx.db.select().from(administratorRoles);
    const [row] = await tx.db
      .update(administratorRoles)
      .set({ roles, version: sql`${administratorRoles.version} + 1`, updatedBy: actor.id, updatedAt: tx.now() })
      .where(and(eq(administratorRoles.single, true), eq(administratorRoles.version, input.version)))
      .returning({ roles: administratorRoles.roles, version: administratorRoles.version });
    if (!before || !row) {
      throw new ConflictError('The list of administrators changed since it was read.', {
        userMessage: 'Quelqu’un a changé cette liste entre-temps. Regardez-la, puis recommencez.',
      });
    }
    await writeAudit(tx.db, actor, tx.now(), [
      {
        ...{ action: 'change-administrator-roles', subject: { type: 'administrator-roles', id: 'all' } },
        ...{ before: { roles: before.roles }, after: { roles } },
      },
    ]);
    return row;
  });
}
