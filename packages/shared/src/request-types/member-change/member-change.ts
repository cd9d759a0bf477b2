import { formatDate, splitDate } from '../../domain/dates.ts';
import { formatName } from '../../domain/names.ts';
import type { PersonField } from '../../effects/world.ts';
import { compareHolders } from '../compare-holders.ts';
import { comparePersonField, sayMandate } from '../compare-rows.ts';
import { EMPTY_ADDRESS, EMPTY_DATE } from '../fields.ts';
import { answerList, joinWords, nameRoles, onDay, sayAddress, sayDate, sayRoles } from '../format-answers.ts';
import type { ComparedRow, RequestType } from '../request-type.ts';
import { answerReplacements, sayReplaced } from '../say-succession.ts';
import { successionInput } from '../succession.ts';
import { fillInMemberChange } from './fill-in.ts';
import { type MemberChange, memberChangeForm } from './form.ts';
import { earlierMemberChangePayloads, memberChangePayload } from './payload.ts';
import { planMemberChange } from './plan.ts';
import { memberChangeSamples } from './samples.ts';
import { splitMemberChange } from './split.ts';

const dateParts = (date: string | null) => (date ? splitDate(date) : EMPTY_DATE);

/** What changes, in a few words each: "change d’adresse mail", "devient secrétaire le 1/9/2026"... */
function changesOf(payload: MemberChange): string[] {
  const { newFirstName, newLastName, addedRoles, addedFrom, endedRoles, endedOn, replaces } = payload;
  const contacts = [
    ...(payload.email ? ['d’adresse mail'] : []),
    ...(payload.phone ? ['de téléphone'] : []),
    ...(payload.address ? ['d’adresse postale'] : []),
  ];
  const renamed = {
    firstName: newFirstName ?? payload.firstName,
    lastName: newLastName ?? payload.lastName,
  };
  const said: [unknown, string][] = [
    [contacts.length > 0, `change ${joinWords(contacts)}`],
    [newFirstName ?? newLastName, `s’appelle désormais ${formatName(renamed)}`],
    [
      addedRoles.length > 0,
      `devient ${nameRoles(addedRoles)}${addedFrom ? ` ${onDay(addedFrom)}` : ''}${sayReplaced(replaces)}`,
    ],
    [endedRoles.length > 0, `n’est plus ${nameRoles(endedRoles)}${endedOn ? ` après ${onDay(endedOn)}` : ''}`],
  ];
  return said.flatMap(([given, words]) => (given ? [words] : []));
}

/** Mistakes of the record, which change nothing in the person's life. */
function correctionsOf({ birthDate, mandateFrom, mandateTo, correctedRole }: MemberChange): string[] {
  const said: [unknown, string][] = [
    [birthDate, 'la date de naissance'],
    [mandateFrom ?? mandateTo, 'les dates du mandat'],
    [correctedRole, `les dates comme ${correctedRole ? nameRoles([correctedRole]) : ''}`],
  ];
  return said.flatMap(([given, words]) => (given ? [words] : []));
}

function sentenceOf(payload: MemberChange): string {
  const name = formatName(payload);
  const corrected = correctionsOf(payload);
  const correction = `à corriger\u00a0: ${joinWords(corrected)}`;
  const changes = changesOf(payload);
  if (changes.length === 0) return `${name}, ${correction}`;
  return `${name} ${joinWords(changes)}${corrected.length > 0 ? ` (${correction})` : ''}`;
}

export const memberChange: RequestType<MemberChange> = {
  ...memberChangeForm,
  version: 2,
  planVersion: 1,
  payload: memberChangePayload,
  earlier: earlierMemberChangePayloads,
  tells: ['member'],
  fillIn: fillInMemberChange,
  phones: ['phone'],
  toForm: (payload) => ({
    firstName: payload.firstName,
    lastName: payload.lastName,
    knownBirthDate: dateParts(payload.knownBirthDate),
    email: payload.email ?? '',
    phone: payload.phone ?? '',
    address: payload.address ?? EMPTY_ADDRESS,
    newFirstName: payload.newFirstName ?? '',
    newLastName: payload.newLastName ?? '',
    birthDate: dateParts(payload.birthDate),
    addedRoles: payload.addedRoles,
    addedFrom: dateParts(payload.addedFrom),
    endedRoles: payload.endedRoles,
    endedOn: dateParts(payload.endedOn),
    mandateFrom: dateParts(payload.mandateFrom),
    mandateTo: dateParts(payload.mandateTo),
    correctedRole: payload.correctedRole ?? '',
    correctedRoleFrom: dateParts(payload.correctedRoleFrom),
    correctedRoleTo: dateParts(payload.correctedRoleTo),
    replaces: successionInput(payload.replaces, payload.addedRoles),
  }),
  subject: formatName,
  sentence: sentenceOf,
  answers: (payload) => [
    ...answerList([
      ['Prénom', 'firstName', payload.firstName],
      ['Nom', 'lastName', payload.lastName],
      ['Date de naissance', 'knownBirthDate', sayDate(payload.knownBirthDate)],
      ['Nouvelle adresse mail', 'email', payload.email],
      ['Nouveau téléphone', 'phone', payload.phone],
      ['Nouvelle adresse postale', 'address', sayAddress(payload.address)],
      ['Nouveau prénom', 'newFirstName', payload.newFirstName],
      ['Nouveau nom', 'newLastName', payload.newLastName],
      ['Date de naissance corrigée', 'birthDate', sayDate(payload.birthDate)],
      [
        'Rôles qui s’ajoutent',
        'addedRoles',
        payload.addedRoles.length > 0 && `${sayRoles(payload.addedRoles)}, à partir du ${sayDate(payload.addedFrom)}`,
      ],
      [
        'Rôles qui se terminent',
        'endedRoles',
        payload.endedRoles.length > 0 && `${sayRoles(payload.endedRoles)}, dernier jour le ${sayDate(payload.endedOn)}`,
      ],
      ['Vrai début du mandat', 'mandateFrom', sayDate(payload.mandateFrom)],
      ['Vraie fin du mandat', 'mandateTo', sayDate(payload.mandateTo)],
      ['Rôle à corriger', 'correctedRole', payload.correctedRole && sayRoles([payload.correctedRole])],
      ['Vrai début de ce rôle', 'correctedRoleFrom', sayDate(payload.correctedRoleFrom)],
      ['Vraie fin de ce rôle', 'correctedRoleTo', sayDate(payload.correctedRoleTo)],
    ]),
    ...answerReplacements(payload.replaces),
  ],
  announces: (payload) => {
    const { addedFrom } = payload;
    const name = formatName(payload);
    return addedFrom ? payload.addedRoles.map((role) => ({ role, name, from: addedFrom })) : [];
  },
  probe: (payload) => ({
    identities: [
      { lastName: payload.lastName, firstName: payload.firstName, birthDate: payload.knownBirthDate },
      ...(payload.newLastName || payload.newFirstName || payload.birthDate
        ? [
            {
              lastName: payload.newLastName ?? payload.lastName,
              firstName: payload.newFirstName ?? payload.firstName,
              birthDate: payload.birthDate ?? payload.knownBirthDate,
            },
          ]
        : []),
    ],
    emails: payload.email ? [payload.email] : [],
  }),
  plan: planMemberChange,
  compare: (payload, facts, personId, today) => {
    const person = personId ? (facts.world.persons[personId] ?? null) : null;
    const present = sayMandate(facts.world, personId, facts.poId, today);
    const rows: ComparedRow[] = [
      {
        label: 'Membre',
        known: person ? `${formatName(person)}, né·e le ${formatDate(person.birthDate)}` : null,
        asked: formatName(payload),
        changed: false,
        field: 'lastName',
      },
    ];
    const fields: [PersonField, unknown, string][] = [
      ['firstName', payload.newFirstName, 'newFirstName'],
      ['lastName', payload.newLastName, 'newLastName'],
      ['birthDate', payload.birthDate, 'birthDate'],
      ['email', payload.email, 'email'],
      ['phone', payload.phone, 'phone'],
      ['address', payload.address, 'address'],
    ];
    for (const [field, asked, path] of fields)
      if (asked !== null) rows.push(comparePersonField(person, field, asked, path));
    const words = (label: string, known: string | null, asked: string | null | false, field: string) => {
      if (asked) rows.push({ label, known, asked, changed: true, field });
    };
    words(
      'Mandat',
      present.mandate,
      payload.mandateFrom && `commence le ${sayDate(payload.mandateFrom)}`,
      'mandateFrom',
    );
    words('Mandat', present.mandate, payload.mandateTo && `se termine le ${sayDate(payload.mandateTo)}`, 'mandateTo');
    words(
      'Rôles',
      present.roles,
      payload.addedRoles.length > 0 && `${sayRoles(payload.addedRoles)} à partir du ${sayDate(payload.addedFrom)}`,
      'addedRoles',
    );
    words(
      'Rôles',
      present.roles,
      payload.endedRoles.length > 0 && `plus ${nameRoles(payload.endedRoles)} après le ${sayDate(payload.endedOn)}`,
      'endedRoles',
    );
    words(
      'Dates du rôle',
      present.roles,
      payload.correctedRole &&
        [
          sayRoles([payload.correctedRole]),
          payload.correctedRoleFrom && `du ${sayDate(payload.correctedRoleFrom)}`,
          payload.correctedRoleTo && `au ${sayDate(payload.correctedRoleTo)}`,
        ]
          .filter(Boolean)
          .join(' '),
      'correctedRole',
    );
    if (payload.addedFrom)
      rows.push(...compareHolders(payload.addedRoles, payload.addedFrom, payload.replaces, facts, personId));
    return rows;
  },
  split: splitMemberChange,
  samples: memberChangeSamples,
};
