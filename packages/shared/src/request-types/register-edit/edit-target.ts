import * as z from 'zod/mini';
import { formatDate } from '../../domain/dates.ts';
import type { MandateState, PersonState, PoState, RoleState, SchoolState } from '../../effects/world.ts';
import { storedDate, storedRole, storedText } from '../payload-schema.ts';
import type { EditStep } from './edit-kind.ts';

const id = z.nullable(storedText);

/** The rows an edit is about, and what they were called when it was ordered. */
export const editTarget = z.strictObject({
  poId: storedText,
  personId: id,
  mandateId: id,
  roleId: id,
  schoolId: id,
  /** Who it is about, as recorded when it was ordered. */
  person: z.nullable(z.strictObject({ firstName: storedText, lastName: storedText, birthDate: storedDate })),
  role: z.nullable(storedRole),
  /** The secretariat that a new PO belongs to: `poId` is the id that it will have. */
  newInRegion: z.optional(storedText),
  /** The PO that takes over, where there are two. */
  otherPo: z.optional(z.strictObject({ id: storedText, name: storedText })),
  /** "Jeanne Lambert", "Le PO", "École du Croquis". */
  name: storedText,
});
export type EditTarget = z.infer<typeof editTarget>;

/** The row an edit is about, as the plan finds it; null, and a finding, when it is there no more. */
export function targetPerson({ target, draft }: EditStep): PersonState | null {
  const person = draft.world.persons[target.personId ?? ''];
  if (!person) draft.find('blocking', 'target-gone', `La fiche de ${target.name} n’existe plus.`);
  return person ?? null;
}

export function targetMandate({ target, draft }: EditStep): MandateState | null {
  const mandate = draft.world.mandates[target.mandateId ?? ''];
  if (mandate && !mandate.annulled) return mandate;
  draft.find('blocking', 'target-gone', `Ce mandat de ${target.name} est déjà annulé.`);
  return null;
}

export function targetRole({ target, draft }: EditStep): RoleState | null {
  const role = draft.world.roles[target.roleId ?? ''];
  const mandate = draft.world.mandates[role?.mandateId ?? ''];
  if (role && !role.annulled && mandate && !mandate.annulled) return role;
  draft.find('blocking', 'target-gone', `Ce rôle de ${target.name} est déjà annulé.`);
  return null;
}

/** The PO that an edit is about. */
export function targetPo({ target, draft }: EditStep): PoState {
  const po = draft.world.pos[target.poId];
  if (!po) throw new Error(`The plan of an edit needs PO ${target.poId}, which was not loaded.`);
  return po;
}

/** The PO that takes a school or another PO over; null, and a finding, when it is the same one or closes. */
export function targetOtherPo({ target, draft }: EditStep): PoState | null {
  const po = draft.world.pos[target.otherPo?.id ?? ''];
  if (!po || po.id === target.poId) draft.find('blocking', 'same-po', 'Choisissez un autre PO que celui-ci.');
  else if (po.closedOn !== undefined)
    draft.find('blocking', 'other-po-closed', `${po.name} ferme le ${formatDate(po.closedOn)} : il ne reprend rien.`);
  else return po;
  return null;
}

export function targetSchool({ target, draft }: EditStep): SchoolState | null {
  const school = draft.world.schools[target.schoolId ?? ''];
  if (!school) draft.find('blocking', 'target-gone', `L’école ${target.name} n’est plus dans ce PO.`);
  return school ?? null;
}
