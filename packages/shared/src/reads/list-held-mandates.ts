import { desc, eq, sql } from 'drizzle-orm';
import type { HeldMandate } from '../contracts/persons.ts';
import type { Database } from '../db/client.ts';
import { mandate } from '../db/tables/mandate.ts';
import { po } from '../db/tables/po.ts';
import { roleAssignment } from '../db/tables/role-assignment.ts';
import type { CivilDate } from '../domain/dates.ts';
import { ROLE_LABELS, ROLES } from '../domain/roles.ts';
import { REMOVAL_REASON_LABELS } from '../request-types/removal/form.ts';
import type { FileRecord } from './po-file/load-record.ts';
import { viewSpan } from './po-file/view-members.ts';

type MandateRow = typeof mandate.$inferSelect;
type RoleRow = typeof roleAssignment.$inferSelect;

export type HeldRows = {
  mandates: { mandate: MandateRow; po: { id: string; name: string; fase: number; regionId: string } }[];
  roles: RoleRow[];
};

/** Every mandate and role of a person in all POs, annulled ones too, the newest first. */
export async function listHeldRows(db: Database, personId: string): Promise<HeldRows> {
  const [mandates, roles] = await Promise.all([
    db
      .select({ mandate, po: { id: po.id, name: po.name, fase: po.fase, regionId: po.regionId } })
      .from(mandate)
      .innerJoin(po, eq(po.id, mandate.poId))
      .where(eq(mandate.personId, personId))
      .orderBy(desc(sql`lower(${mandate.period})`), desc(mandate.id)),
    db
      .select({ role: roleAssignment })
      .from(roleAssignment)
      .innerJoin(mandate, eq(mandate.id, roleAssignment.mandateId))
      .where(eq(mandate.personId, personId)),
  ]);
  return {
    mandates,
    roles: roles
      .map(({ role }) => role)
      .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || (a.period.from < b.period.from ? 1 : -1)),
  };
}

/** What set, ended or annulled them. */
export function causesOf({ mandates, roles }: HeldRows): (string | null)[] {
  return [
    ...mandates.flatMap(({ mandate: held }) => [held.openedBy, held.endedBy, held.annulledBy]),
    ...roles.flatMap((role) => [role.assignedBy, role.endedBy, role.annulledBy]),
  ];
}

export type HeldContext = { regionId: string; today: CivilDate; record: FileRecord };

/** As the page of a person tells them. */
export function viewMandates({ mandates, roles }: HeldRows, context: HeldContext): HeldMandate[] {
  const { regionId, today, record } = context;
  return mandates.map(({ mandate: held, po: home }) => ({
    id: held.id,
    poId: home.regionId === regionId ? home.id : null,
    poName: home.name,
    fase: home.fase,
    ...viewSpan(held.period, held.openedBy, held.endedBy, record, today),
    endReason: held.endReason && REMOVAL_REASON_LABELS[held.endReason],
    annulled: viewAnnulment(held, context),
    roles: roles
      .filter(({ mandateId }) => mandateId === held.id)
      .map((role) => ({
        id: role.id,
        label: ROLE_LABELS[role.role],
        ...viewSpan(role.period, role.assignedBy, role.endedBy, record, today),
        annulled: viewAnnulment(role, context),
      })),
  }));
}

/** When and by what; the reason stands with what did it. */
function viewAnnulment(
  { annulledAt, annulledBy }: Pick<MandateRow, 'annulledAt' | 'annulledBy'>,
  { record }: HeldContext,
): HeldMandate['annulled'] {
  return annulledAt && { at: annulledAt.toISOString(), origin: record.origin(annulledBy) };
}
