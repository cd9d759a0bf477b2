import { addDays, type CivilDate } from '@guichet/shared/domain/dates';
import type { MemberChange } from '@guichet/shared/request-types/member-change/form';
import type { NewMember } from '@guichet/shared/request-types/new-member/form';
import type { PoChange } from '@guichet/shared/request-types/po-change/form';
import type { Removal } from '@guichet/shared/request-types/removal/form';
import type { DemoMember } from './demo-members.ts';
import { DEMO_POS } from './demo-pos.ts';

/** Payloads of the demonstration's requests, with nothing asked but what is given. */
export function newMemberOf(given: Omit<NewMember, 'phone' | 'roles' | 'replaces'> & Partial<NewMember>): NewMember {
  return { phone: '+32479000142', roles: ['administrator'], replaces: [], ...given };
}

export function removalOf(
  { firstName, lastName }: { firstName: string; lastName: string },
  endDate: CivilDate,
): Removal {
  return { firstName, lastName, email: null, birthDate: null, endDate, reason: 'resignation' };
}

export function changeOf({ firstName, lastName }: DemoMember, change: Partial<MemberChange>): MemberChange {
  return {
    firstName,
    lastName,
    knownBirthDate: null,
    email: null,
    phone: null,
    address: null,
    newFirstName: null,
    newLastName: null,
    birthDate: null,
    addedRoles: [],
    addedFrom: null,
    endedRoles: [],
    endedOn: null,
    mandateFrom: null,
    mandateTo: null,
    correctedRole: null,
    correctedRoleFrom: null,
    correctedRoleTo: null,
    replaces: [],
    ...change,
  };
}

export function poChangeOf(change: Partial<PoChange>): PoChange {
  return {
    name: null,
    address: null,
    enterpriseNumber: null,
    contactEmail: null,
    contactPhone: null,
    schoolChange: null,
    school: null,
    schoolName: null,
    schoolAddress: null,
    schoolDate: null,
    other: '',
    ...change,
  };
}

export function addressIn(poIndex: number, street: string, number: string) {
  const po = DEMO_POS[poIndex];
  if (!po) throw new RangeError(`The demonstration has no PO ${poIndex}.`);
  return { street, number, box: '', postcode: po.postcode, locality: po.locality, country: 'BE' };
}

export function endOfMonth(date: CivilDate): CivilDate {
  return addDays(`${addDays(`${date.slice(0, 8)}01`, 31).slice(0, 8)}01`, -1);
}
