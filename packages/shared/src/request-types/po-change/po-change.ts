import { splitDate } from '../../domain/dates.ts';
import { formatEnterpriseNumber } from '../../domain/identifiers.ts';
import { formatAddress } from '../../domain/postal-address.ts';
import { formatFieldValue, PO_FIELD_LABELS } from '../../effects/describe-effect.ts';
import type { PoField } from '../../effects/world.ts';
import { EMPTY_ADDRESS, EMPTY_DATE } from '../fields.ts';
import { answerList, joinWords, onDay, sayAddress, sayDate } from '../format-answers.ts';
import type { ComparedRow, Facts, RequestType } from '../request-type.ts';
import { fillInPoChange } from './fill-in.ts';
import { type PoChange, poChangeForm, SCHOOL_CHANGE_LABELS, type SchoolChange } from './form.ts';
import { poChangePayload } from './payload.ts';
import { planPoChange } from './plan.ts';
import { poChangeSamples } from './samples.ts';
import { splitPoChange } from './split.ts';

/** "Le PO change de nom (« X ») et d’adresse", "L’école X ferme le 30/6/2026": what changes, clause by clause. */
function sentenceOf(payload: PoChange): string {
  const own = [
    ...(payload.name ? [`de nom («\u00a0${payload.name}\u00a0»)`] : []),
    ...(payload.address ? ['d’adresse'] : []),
    ...(payload.enterpriseNumber ? ['de numéro d’entreprise'] : []),
    ...((payload.contactEmail ?? payload.contactPhone) ? ['de contacts'] : []),
  ];
  const clauses = [
    ...(own.length > 0 ? [`le PO change ${joinWords(own)}`] : []),
    ...(payload.schoolChange ? [sentenceOfSchool(payload.schoolChange, payload)] : []),
    ...(payload.other ? ['un autre changement est décrit'] : []),
  ].join('\u00a0; ');
  return clauses.charAt(0).toUpperCase() + clauses.slice(1);
}

function sentenceOfSchool(change: SchoolChange, { school, schoolName, schoolAddress, schoolDate }: PoChange): string {
  // A school of the list is its number: the answers below the sentence name it.
  const known = school === null || /^\d+$/.test(school) ? 'une école' : school;
  const day = schoolDate ? ` ${onDay(schoolDate)}` : '';
  switch (change) {
    case 'opened':
      return `${schoolName ?? 'une école'} ouvre${day}`;
    case 'closed':
      return `${known} ferme${day}`;
    case 'renamed':
      return `${known} s’appelle désormais ${schoolName ?? ''}${day && `,${day}`}`;
    case 'moved':
      return `${known} déménage${day}${schoolAddress ? ` à ${schoolAddress.locality}` : ''}`;
  }
}

/** Which field of a school a change is about. */
const SCHOOL_FIELDS: Record<SchoolChange, string> = {
  opened: 'name',
  closed: 'closedOn',
  renamed: 'name',
  moved: 'address',
};

function compareSchool(payload: PoChange, facts: Facts): ComparedRow[] {
  const { schoolChange } = payload;
  if (!schoolChange) return [];
  const wanted = facts.settlement.corrections?.school ?? payload.school;
  const school = Object.values(facts.world.schools).find(
    (known) => known.id === wanted || (known.fase !== null && String(known.fase) === wanted) || known.name === wanted,
  );
  const asked = [
    SCHOOL_CHANGE_LABELS[schoolChange],
    payload.schoolName,
    sayAddress(payload.schoolAddress),
    payload.schoolDate && `le ${sayDate(payload.schoolDate)}`,
  ];
  return [
    {
      label: 'École',
      known: school
        ? `${school.name}, ${formatAddress(school.address)}`
        : schoolChange === 'opened'
          ? null
          : String(wanted ?? ''),
      asked: asked.filter(Boolean).join(' ; '),
      changed: true,
      field: 'school',
      ...(school ? { source: { subjectId: school.id, field: SCHOOL_FIELDS[schoolChange] } } : {}),
    },
  ];
}

export const poChange: RequestType<PoChange> = {
  ...poChangeForm,
  version: 1,
  planVersion: 1,
  payload: poChangePayload,
  tells: ['po', 'school'],
  fillIn: fillInPoChange,
  phones: ['contactPhone'],
  toForm: (payload) => ({
    name: payload.name ?? '',
    address: payload.address ?? EMPTY_ADDRESS,
    enterpriseNumber: payload.enterpriseNumber ?? '',
    contactEmail: payload.contactEmail ?? '',
    contactPhone: payload.contactPhone ?? '',
    schoolChange: payload.schoolChange ?? '',
    school: payload.school ?? '',
    schoolName: payload.schoolName ?? '',
    schoolAddress: payload.schoolAddress ?? EMPTY_ADDRESS,
    schoolDate: payload.schoolDate ? splitDate(payload.schoolDate) : EMPTY_DATE,
    other: payload.other,
  }),
  subject: (payload) => (payload.schoolChange ? (payload.schoolName ?? payload.school ?? 'Une école') : 'Le PO'),
  sentence: sentenceOf,
  answers: (payload) =>
    answerList([
      ['Nouveau nom du PO', 'name', payload.name],
      [
        'Nouveau numéro d’entreprise (BCE)',
        'enterpriseNumber',
        payload.enterpriseNumber && formatEnterpriseNumber(payload.enterpriseNumber),
      ],
      ['Nouvelle adresse mail de contact', 'contactEmail', payload.contactEmail],
      ['Nouveau téléphone de contact', 'contactPhone', payload.contactPhone],
      ['Nouvelle adresse du PO', 'address', sayAddress(payload.address)],
      ['Une école', 'schoolChange', payload.schoolChange && SCHOOL_CHANGE_LABELS[payload.schoolChange]],
      ['L’école', 'school', payload.school],
      ['Nom de l’école', 'schoolName', payload.schoolName],
      ['Adresse de l’école', 'schoolAddress', sayAddress(payload.schoolAddress)],
      ['Date', 'schoolDate', sayDate(payload.schoolDate)],
      ['Autre changement', 'other', payload.other],
    ]),
  probe: () => ({ identities: [], emails: [] }),
  plan: planPoChange,
  compare: (payload, facts) => {
    const po = facts.poId ? facts.world.pos[facts.poId] : undefined;
    const fields: PoField[] = ['name', 'enterpriseNumber', 'contactEmail', 'contactPhone', 'address'];
    const rows = fields.flatMap((field): ComparedRow[] => {
      if (payload[field] === null) return [];
      const known = po ? formatFieldValue(field, po[field]) : null;
      const asked = formatFieldValue(field, payload[field]);
      const row = { label: PO_FIELD_LABELS[field], known, asked, changed: known !== asked, field };
      return [po ? { ...row, recorded: po[field], source: { subjectId: po.id, field } } : row];
    });
    const other: ComparedRow[] = payload.other
      ? [{ label: 'Autre', known: null, asked: payload.other, changed: true, field: 'other' }]
      : [];
    return [...rows, ...compareSchool(payload, facts), ...other];
  },
  split: splitPoChange,
  samples: poChangeSamples,
};
