import { type CivilDate, compareDates, formatDate } from '../domain/dates.ts';
import { derivedId } from '../domain/hash.ts';
import { nameSimilarity } from '../domain/names.ts';
import { formatAddress, type PostalAddress } from '../domain/postal-address.ts';
import type { SchoolState, World } from '../effects/world.ts';
import type { PlanDraft } from './plan-draft.ts';
import type { FactsWithPo } from './request-type.ts';

/** The schools of a PO, open and closed, by name. */
export function schoolsOf(world: World, poId: string): SchoolState[] {
  return Object.values(world.schools)
    .filter((school) => school.poId === poId)
    .sort((a, b) => a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1));
}

type NewSchool = {
  name: string;
  address: PostalAddress;
  on: CivilDate | null;
  /** Its id derives from it, where the request opens several. */
  key?: string;
};

/** A school of the PO that begins; its FASE number comes from the official register. */
export function openSchool({ name, address, on, key }: NewSchool, facts: FactsWithPo, draft: PlanDraft): void {
  const twin = schoolsOf(draft.world, facts.poId).find(
    (school) => school.closedOn === null && nameSimilarity(school.name, name) > 0.85,
  );
  if (twin) {
    draft.find(
      'warning',
      'school-exists',
      `Ce PO a déjà une école de ce nom : ${twin.name}, ${formatAddress(twin.address)}.`,
      { field: 'schoolName' },
    );
  }
  draft.find('info', 'school-without-fase', 'Le numéro FASE de l’école viendra du registre officiel.');
  draft.add({
    kind: 'open-school',
    schoolId: derivedId('school', key ?? facts.requestId),
    poId: facts.poId,
    name,
    fase: null,
    address,
    on,
  });
}

/** The last day of a school, unless it closed before. */
export function closeSchool(school: SchoolState, on: CivilDate, draft: PlanDraft): void {
  if (school.closedOn !== null) {
    draft.find(
      'blocking',
      'school-closed',
      `${school.name} est déjà fermée depuis le ${formatDate(school.closedOn)}.`,
      { field: 'school' },
    );
  } else if (school.openedOn !== null && compareDates(on, school.openedOn) < 0) {
    draft.find('blocking', 'end-before-start', `${school.name} n’ouvre que le ${formatDate(school.openedOn)}.`, {
      field: 'schoolDate',
    });
  } else {
    draft.add({ kind: 'close-school', schoolId: school.id, on });
  }
}
