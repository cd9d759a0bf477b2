import type { Database } from '@guichet/shared/db/client';
import { mandate } from '@guichet/shared/db/tables/mandate';
import { person } from '@guichet/shared/db/tables/person';
import { roleAssignment } from '@guichet/shared/db/tables/role-assignment';
import type { CivilDate } from '@guichet/shared/domain/dates';
import type { Period } from '@guichet/shared/domain/periods';
import { ROLES, type Role } from '@guichet/shared/domain/roles';
import { and, eq, isNull, sql } from 'drizzle-orm';

export type MemberRow = {
  personId: string;
  firstName: string;
  lastName: string;
  /** Null where members do not see how to reach each other. */
  contacts: { email: string | null; phone: string | null } | null;
  period: Period;
  openedBy: string;
  roles: { role: Role; period: Period; assignedBy: string }[];
};

/**
 * Who sits in the PO on that day and with which roles. Names only, and with `contacts` the address and the telephone: the
 * rest of a colleague is nobody's business.
 */
export async function listMembers(
  db: Database,
  poId: string,
  { today, contacts }: { today: CivilDate; contacts: boolean },
): Promise<MemberRow[]> {
  const rows = await db
    .select({
      mandateId: mandate.id,
      personId: person.id,
      firstName: person.firstName,
      lastName: person.lastName,
      contacts: contacts ? { email: person.email, phone: person.phone } : sql<null>`null`,
      period: mandate.period,
      openedBy: mandate.openedBy,
      role: { role: roleAssignment.role, period: roleAssignment.period, assignedBy: roleAssignment.assignedBy },
    })
    .from(mandate)
    .innerJoin(person, eq(person.id, mandate.personId))
    .leftJoin(
      roleAssignment,
      and(
        eq(roleAssignment.mandateId, mandate.id),
        isNull(roleAssignment.annulledAt),
        sql`${roleAssignment.period} @> ${today}::date`,
      ),
    )
    .where(
      and(
        eq(mandate.poId, poId),
        isNull(mandate.annulledAt),
        eq(person.deceased, false),
        sql`${mandate.period} @> ${today}::date`,
      ),
    );
  const byMandate = new Map<string, MemberRow>();
  for (const { mandateId, role, ...row } of rows) {
    const member = byMandate.get(mandateId) ?? { ...row, roles: [] };
    if (role) member.roles.push(role);
    byMandate.set(mandateId, member);
  }
  for (const { roles } of byMandate.values()) roles.sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  return [...byMandate.values()].sort((a, b) => rank(a) - rank(b) || compareNames(a, b));
}

/** In the order of the roles: who presides comes first. */
function rank({ roles: [first] }: MemberRow): number {
  return first ? ROLES.indexOf(first.role) : ROLES.length;
}

function compareNames(a: MemberRow, b: MemberRow): number {
  return a.lastName.localeCompare(b.lastName, 'fr') || a.firstName.localeCompare(b.firstName, 'fr');
}
