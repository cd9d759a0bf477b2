import type { Database } from '@guichet/shared/db/client';
import { mandate } from '@guichet/shared/db/tables/mandate';
import { memberAccount } from '@guichet/shared/db/tables/member-account';
import { person } from '@guichet/shared/db/tables/person';
import { roleAssignment } from '@guichet/shared/db/tables/role-assignment';
import type { Period } from '@guichet/shared/domain/periods';
import { ROLES, type Role } from '@guichet/shared/domain/roles';
import { NotFoundError } from '@guichet/shared/errors/errors';
import { and, eq, inArray, isNull } from 'drizzle-orm';

export type OwnRole = { role: Role; period: Period; assignedBy: string; endedBy: string | null };
export type OwnMandate = { id: string; period: Period; openedBy: string; endedBy: string | null; roles: OwnRole[] };

export type OwnFile = {
  person: typeof person.$inferSelect;
  signInEmail: string | null;
  /** Approved, and waiting for its owner to confirm it. */
  pendingEmail: string | null;
  /** In this PO: past, present and to come, the newest first. */
  mandates: OwnMandate[];
};

/** What is recorded about the person who asks, in full. */
export async function readOwnFile(
  db: Database,
  asked: { poId: string; personId: string; accountId: string },
): Promise<OwnFile> {
  const [row] = await db
    .select({ person, signInEmail: memberAccount.email, pendingEmail: memberAccount.pendingEmail })
    .from(person)
    .innerJoin(memberAccount, eq(memberAccount.personId, person.id))
    .where(and(eq(person.id, asked.personId), eq(memberAccount.id, asked.accountId)));
  if (!row) throw new NotFoundError(`no account ${asked.accountId} of person ${asked.personId}`);
  const mandates = await db
    .select()
    .from(mandate)
    .where(and(eq(mandate.poId, asked.poId), eq(mandate.personId, asked.personId), isNull(mandate.annulledAt)));
  const roles = await db
    .select()
    .from(roleAssignment)
    .where(
      and(
        inArray(
          roleAssignment.mandateId,
          mandates.map(({ id }) => id),
        ),
        isNull(roleAssignment.annulledAt),
      ),
    );
  return {
    ...row,
    mandates: mandates
      .sort((a, b) => b.period.from.localeCompare(a.period.from))
      .map(({ id, period, openedBy, endedBy }) => ({
        id,
        period,
        openedBy,
        endedBy,
        roles: roles
          .filter(({ mandateId }) => mandateId === id)
          .map((held) => ({
            role: held.role,
            period: held.period,
            assignedBy: held.assignedBy,
            endedBy: held.endedBy,
          }))
          .sort((a, b) => b.period.from.localeCompare(a.period.from) || ROLES.indexOf(a.role) - ROLES.indexOf(b.role)),
      })),
  };
}
