import type { Database } from '@guichet/shared/db/client';
import { mandate } from '@guichet/shared/db/tables/mandate';
import { po } from '@guichet/shared/db/tables/po';
import { roleAssignment } from '@guichet/shared/db/tables/role-assignment';
import type { Period } from '@guichet/shared/domain/periods';
import { ROLES, type Role } from '@guichet/shared/domain/roles';
import { and, eq, isNull, type SQL } from 'drizzle-orm';

export type OwnRole = { role: Role; period: Period; assignedBy: string; endedBy: string | null };
export type OwnMandate = {
  id: string;
  po: { id: string; name: string; fase: number };
  period: Period;
  openedBy: string;
  endedBy: string | null;
  roles: OwnRole[];
};

/** The mandates of a person, past, present and to come, the newest first; in one PO, or in all. What was annulled is none. */
export async function listOwnMandates(
  db: Database,
  { personId, poId }: { personId: string; poId?: string | undefined },
): Promise<OwnMandate[]> {
  const mine: SQL[] = [eq(mandate.personId, personId), isNull(mandate.annulledAt)];
  if (poId !== undefined) mine.push(eq(mandate.poId, poId));
  const rows = await db
    .select({
      mandate,
      po: { id: po.id, name: po.name, fase: po.fase },
      held: {
        role: roleAssignment.role,
        period: roleAssignment.period,
        assignedBy: roleAssignment.assignedBy,
        endedBy: roleAssignment.endedBy,
      },
    })
    .from(mandate)
    .innerJoin(po, eq(po.id, mandate.poId))
    .leftJoin(roleAssignment, and(eq(roleAssignment.mandateId, mandate.id), isNull(roleAssignment.annulledAt)))
    .where(and(...mine));
  const byId = new Map<string, OwnMandate>();
  for (const { mandate: row, held, ...rest } of rows) {
    const { id, period, openedBy, endedBy } = row;
    const found = byId.get(id) ?? { id, period, openedBy, endedBy, ...rest, roles: [] };
    if (held) found.roles.push(held);
    byId.set(id, found);
  }
  for (const { roles } of byId.values())
    roles.sort((a, b) => b.period.from.localeCompare(a.period.from) || ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  return [...byId.values()].sort((a, b) => b.period.from.localeCompare(a.period.from));
}

/** The causes that these mandates name. */
export function causesOf(mandates: readonly OwnMandate[]): (string | null)[] {
  return mandates.flatMap(({ openedBy, endedBy, roles }) => [
    openedBy,
    endedBy,
    ...roles.flatMap((held) => [held.assignedBy, held.endedBy]),
  ]);
}
