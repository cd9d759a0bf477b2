import { formatPhone } from '../../domain/phone.ts';
import { sayAddress, sayDate, sayRoles } from '../format-answers.ts';
import type { Part, Split } from '../request-type.ts';
import type { MemberChange } from './payload.ts';

/** What can be decided apart: each contact, each name, each role, the dates of the mandate, those of a role. */
function partsOf(payload: MemberChange): Part[] {
  const { addedRoles, addedFrom, endedRoles, endedOn, mandateFrom, mandateTo, correctedRole } = payload;
  const from = (date: string | null) => (date ? `du ${sayDate(date)}` : '');
  const to = (date: string | null) => (date ? `au ${sayDate(date)}` : '');
  const dates = (start: string | null, end: string | null) => [from(start), to(end)].filter(Boolean).join(' ');
  const parts: [string, string, string | null | false | undefined][] = [
    ['email', 'Adresse mail', payload.email],
    ['phone', 'Téléphone', payload.phone && formatPhone(payload.phone)],
    ['address', 'Adresse postale', sayAddress(payload.address)],
    ['newFirstName', 'Prénom', payload.newFirstName],
    ['newLastName', 'Nom', payload.newLastName],
    ['birthDate', 'Date de naissance', sayDate(payload.birthDate)],
    ...addedRoles.map((role): [string, string, string] => [
      `added:${role}`,
      'Rôle qui s’ajoute',
      `${sayRoles([role])}, à partir du ${sayDate(addedFrom)}`,
    ]),
    ...endedRoles.map((role): [string, string, string] => [
      `ended:${role}`,
      'Rôle qui se termine',
      `${sayRoles([role])}, dernier jour le ${sayDate(endedOn)}`,
    ]),
    ['mandate', 'Dates du mandat', dates(mandateFrom, mandateTo)],
    [
      'correctedRole',
      'Dates d’un rôle',
      correctedRole && `${sayRoles([correctedRole])} ${dates(payload.correctedRoleFrom, payload.correctedRoleTo)}`,
    ],
  ];
  return parts.flatMap(([key, label, value]) => (value ? [{ key, label, value }] : []));
}

function keep(payload: MemberChange, keys: ReadonlySet<string>): MemberChange {
  const kept = <T>(key: string, value: T): T | null => (keys.has(key) ? value : null);
  const addedRoles = payload.addedRoles.filter((role) => keys.has(`added:${role}`));
  const endedRoles = payload.endedRoles.filter((role) => keys.has(`ended:${role}`));
  return {
    ...payload,
    email: kept('email', payload.email),
    phone: kept('phone', payload.phone),
    address: kept('address', payload.address),
    newFirstName: kept('newFirstName', payload.newFirstName),
    newLastName: kept('newLastName', payload.newLastName),
    birthDate: kept('birthDate', payload.birthDate),
    addedRoles,
    addedFrom: addedRoles.length > 0 ? payload.addedFrom : null,
    replaces: payload.replaces.filter(({ role }) => addedRoles.includes(role)),
    endedRoles,
    endedOn: endedRoles.length > 0 ? payload.endedOn : null,
    mandateFrom: kept('mandate', payload.mandateFrom),
    mandateTo: kept('mandate', payload.mandateTo),
    correctedRole: kept('correctedRole', payload.correctedRole),
    correctedRoleFrom: kept('correctedRole', payload.correctedRoleFrom),
    correctedRoleTo: kept('correctedRole', payload.correctedRoleTo),
  };
}

export const splitMemberChange: Split<MemberChange> = { parts: partsOf, keep };
