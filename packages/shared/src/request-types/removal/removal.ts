import { formatDate, splitDate } from '../../domain/dates.ts';
import { formatName } from '../../domain/names.ts';
import { sayMandate } from '../compare-rows.ts';
import { EMPTY_DATE } from '../fields.ts';
import { answerList, onDay, sayDate } from '../format-answers.ts';
import type { RequestType } from '../request-type.ts';
import { REMOVAL_REASON_LABELS, type Removal, removalForm } from './form.ts';
import { removalPayload } from './payload.ts';
import { planRemoval } from './plan.ts';
import { removalSamples } from './samples.ts';

export const removal: RequestType<Removal> = {
  ...removalForm,
  version: 1,
  planVersion: 1,
  payload: removalPayload,
  phones: [],
  toForm: (payload) => ({
    ...payload,
    email: payload.email ?? '',
    birthDate: payload.birthDate ? splitDate(payload.birthDate) : EMPTY_DATE,
    endDate: splitDate(payload.endDate),
  }),
  tells: ['member'],
  fillIn: (known) =>
    known.kind === 'member' ? { values: { firstName: known.firstName, lastName: known.lastName }, recorded: {} } : null,
  subject: formatName,
  sentence: (payload) => {
    const who = formatName(payload);
    if (payload.reason === 'death') return `${who} est décédé·e ${onDay(payload.endDate)}`;
    const why = payload.reason === 'other' ? '' : ` (${REMOVAL_REASON_LABELS[payload.reason].toLowerCase()})`;
    return `${who} quitte le PO ${onDay(payload.endDate)}${why}`;
  },
  answers: (payload) =>
    answerList([
      ['Prénom', 'firstName', payload.firstName],
      ['Nom', 'lastName', payload.lastName],
      ['Adresse mail du membre', 'email', payload.email],
      ['Date de naissance', 'birthDate', sayDate(payload.birthDate)],
      ['Date de fin de mandat', 'endDate', sayDate(payload.endDate)],
      ['Raison', 'reason', REMOVAL_REASON_LABELS[payload.reason]],
    ]),
  probe: (payload) => ({ identities: [payload], emails: payload.email ? [payload.email] : [] }),
  plan: planRemoval,
  compare: (payload, facts, personId, today) => {
    const person = personId ? facts.world.persons[personId] : undefined;
    const present = sayMandate(facts.world, personId, facts.poId, today);
    return [
      {
        label: 'Membre',
        known: person ? `${formatName(person)}, né·e le ${formatDate(person.birthDate)}` : null,
        asked: formatName(payload),
        changed: false,
        field: 'lastName',
      },
      {
        label: 'Mandat',
        known: present.mandate,
        asked: `se termine le ${sayDate(payload.endDate)}`,
        changed: true,
        field: 'endDate',
      },
      {
        label: 'Rôles',
        known: present.roles,
        asked: 'se terminent avec le mandat',
        changed: present.roles !== null,
        field: 'endDate',
      },
      { label: 'Raison', known: null, asked: REMOVAL_REASON_LABELS[payload.reason], changed: true, field: 'reason' },
    ];
  },
  samples: removalSamples,
};
