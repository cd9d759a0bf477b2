import { PERSON_FIELD_LABELS } from '../../effects/describe-effect.ts';
import { answerList } from '../format-answers.ts';
import { typeLabel } from '../forms.ts';
import type { RequestType } from '../request-type.ts';
import { MERGED_FIELDS, type MergePersons, mergePersonsPayload } from './payload.ts';
import { planMergePersons } from './plan.ts';

/** Makes one record of two that are of one human being. Ordered by staff: it has no form, and nobody is offered it. */
export const mergePersons: RequestType<MergePersons> = {
  name: 'merge-persons',
  label: typeLabel('merge-persons'),
  invitation: 'Fusionner deux fiches',
  explanation: 'Deux fiches de la même personne n’en font plus qu’une.',
  question: 'Quelles fiches faut-il fusionner ?',
  icon: 'user-pen',
  ordered: true,
  origin: 'staff-edit',
  form: mergePersonsPayload,
  groups: [],
  version: 1,
  planVersion: 1,
  payload: mergePersonsPayload,
  toForm: () => ({}),
  phones: [],
  subject: ({ survivorName }) => survivorName,
  sentence: ({ survivorName, mergedName }) =>
    survivorName === mergedName
      ? `Fusionner deux fiches au nom de ${survivorName}`
      : `Fusionner la fiche de ${mergedName} dans celle de ${survivorName}`,
  answers: ({ survivorName, mergedName, fields, reason }) =>
    answerList([
      ['Fiche qui reste', 'survivorId', survivorName],
      ['Fiche fusionnée', 'mergedId', mergedName],
      ['Repris de la fiche fusionnée', 'fields', takenFrom(fields)],
      ['Raison', 'reason', reason],
    ]),
  probe: ({ survivorId, mergedId }) => ({ identities: [], emails: [], personIds: [survivorId, mergedId] }),
  plan: planMergePersons,
  // What changes is what the plan says: both records stand side by side on the page of the pair.
  compare: () => [],
  samples: [],
};

function takenFrom(fields: MergePersons['fields']): string {
  return MERGED_FIELDS.filter((field) => fields[field] === 'merged')
    .map((field) => PERSON_FIELD_LABELS[field])
    .join(', ');
}
