import { splitDate } from '../../domain/dates.ts';
import { formatName } from '../../domain/names.ts';
import { compareHolders } from '../compare-holders.ts';
import { comparePersonField, sayMandate } from '../compare-rows.ts';
import { answerList, nameRoles, onDay, sayAddress, sayDate, sayRoles } from '../format-answers.ts';
import type { RequestType } from '../request-type.ts';
import { answerReplacements, sayReplaced } from '../say-succession.ts';
import { successionInput } from '../succession.ts';
import { type NewMember, newMemberForm } from './form.ts';
import { earlierNewMemberPayloads, newMemberPayload } from './payload.ts';
import { planNewMember } from './plan.ts';
import { newMemberSamples } from './samples.ts';
import { splitNewMember } from './split.ts';

export const newMember: RequestType<NewMember> = {
  ...newMemberForm,
  version: 2,
  planVersion: 1,
  payload: newMemberPayload,
  earlier: earlierNewMemberPayloads,
  phones: ['phone'],
  toForm: (payload) => ({
    ...payload,
    birthDate: splitDate(payload.birthDate),
    startDate: splitDate(payload.startDate),
    email: payload.email ?? '',
    noEmail: payload.email === null ? 'yes' : '',
    replaces: successionInput(payload.replaces, payload.roles),
  }),
  subject: formatName,
  sentence: (payload) =>
    `${formatName(payload)} rejoint le PO et devient ${nameRoles(payload.roles)} ${onDay(payload.startDate)}${sayReplaced(payload.replaces)}`,
  answers: (payload) => [
    ...answerList([
      ['Prénom', 'firstName', payload.firstName],
      ['Nom', 'lastName', payload.lastName],
      ['Date de naissance', 'birthDate', sayDate(payload.birthDate)],
      ['Adresse mail', 'email', payload.email ?? 'Pas d’adresse mail'],
      ['Téléphone', 'phone', payload.phone],
      ['Adresse postale', 'address', sayAddress(payload.address)],
      ['Date de début de mandat', 'startDate', sayDate(payload.startDate)],
      ['Rôle ou rôles', 'roles', sayRoles(payload.roles)],
    ]),
    ...answerReplacements(payload.replaces),
  ],
  announces: (payload) => payload.roles.map((role) => ({ role, name: formatName(payload), from: payload.startDate })),
  probe: (payload) => ({ identities: [payload], emails: payload.email ? [payload.email] : [] }),
  plan: planNewMember,
  compare: (payload, facts, personId, today) => {
    const person = personId ? (facts.world.persons[personId] ?? null) : null;
    const present = sayMandate(facts.world, personId, facts.poId, today);
    return [
      comparePersonField(person, 'firstName', payload.firstName),
      comparePersonField(person, 'lastName', payload.lastName),
      comparePersonField(person, 'birthDate', payload.birthDate),
      comparePersonField(person, 'email', payload.email),
      comparePersonField(person, 'phone', payload.phone),
      comparePersonField(person, 'address', payload.address),
      {
        label: 'Mandat',
        known: present.mandate,
        asked: `à partir du ${sayDate(payload.startDate)}`,
        changed: true,
        field: 'startDate',
      },
      { label: 'Rôles', known: present.roles, asked: sayRoles(payload.roles), changed: true, field: 'roles' },
      ...compareHolders(payload.roles, payload.startDate, payload.replaces, facts, personId),
    ];
  },
  split: splitNewMember,
  samples: newMemberSamples,
};
