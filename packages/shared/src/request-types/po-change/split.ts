import { formatEnterpriseNumber } from '../../domain/identifiers.ts';
import { formatPhone } from '../../domain/phone.ts';
import { sayAddress, sayDate } from '../format-answers.ts';
import type { Part, Split } from '../request-type.ts';
import { type PoChange, SCHOOL_CHANGE_LABELS } from './form.ts';

/** What can be decided apart: each datum of the PO, the school as a whole, the free text. */
function partsOf(payload: PoChange): Part[] {
  const { schoolChange, school, schoolName, schoolAddress, schoolDate } = payload;
  const aboutSchool = [
    schoolChange && SCHOOL_CHANGE_LABELS[schoolChange],
    // A school chosen by staff is its id: the page names it elsewhere.
    schoolName ?? (school && school.length < 36 ? school : null),
    sayAddress(schoolAddress),
    schoolDate && `le ${sayDate(schoolDate)}`,
  ];
  const parts: [string, string, string | null | false | undefined][] = [
    ['name', 'Nom du PO', payload.name],
    [
      'enterpriseNumber',
      'Numéro d’entreprise (BCE)',
      payload.enterpriseNumber && formatEnterpriseNumber(payload.enterpriseNumber),
    ],
    ['contactEmail', 'Adresse mail de contact', payload.contactEmail],
    ['contactPhone', 'Téléphone de contact', payload.contactPhone && formatPhone(payload.contactPhone)],
    ['address', 'Adresse du PO', sayAddress(payload.address)],
    ['school', 'École', schoolChange && aboutSchool.filter(Boolean).join(' ; ')],
    ['other', 'Autre changement', payload.other],
  ];
  return parts.flatMap(([key, label, value]) => (value ? [{ key, label, value }] : []));
}

function keep(payload: PoChange, keys: ReadonlySet<string>): PoChange {
  const kept = <T>(key: string, value: T): T | null => (keys.has(key) ? value : null);
  return {
    name: kept('name', payload.name),
    enterpriseNumber: kept('enterpriseNumber', payload.enterpriseNumber),
    contactEmail: kept('contactEmail', payload.contactEmail),
    contactPhone: kept('contactPhone', payload.contactPhone),
    address: kept('address', payload.address),
    schoolChange: kept('school', payload.schoolChange),
    school: kept('school', payload.school),
    schoolName: kept('school', payload.schoolName),
    schoolAddress: kept('school', payload.schoolAddress),
    schoolDate: kept('school', payload.schoolDate),
    other: keys.has('other') ? payload.other : '',
  };
}

export const splitPoChange: Split<PoChange> = { parts: partsOf, keep };
