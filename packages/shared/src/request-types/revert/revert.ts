import { answerList } from '../format-answers.ts';
import { typeLabel } from '../forms.ts';
import type { RequestType } from '../request-type.ts';
import { type Revert, revertPayload } from './payload.ts';
import { planRevert } from './plan.ts';

/** Takes an applied request back. Ordered by staff on that request: it has no form, and nobody is offered it. */
export const revert: RequestType<Revert> = {
  name: 'revert',
  label: typeLabel('revert'),
  invitation: 'Annuler une demande appliquée',
  explanation: 'Ce qu’une demande a changé redevient comme avant.',
  question: 'Quelle demande faut-il annuler ?',
  icon: 'user-pen',
  ordered: true,
  form: revertPayload,
  groups: [],
  version: 1,
  planVersion: 1,
  payload: revertPayload,
  toForm: () => ({}),
  phones: [],
  subject: ({ subject }) => subject,
  sentence: ({ sentence }) => `Annuler\u00a0: ${sentence}`,
  answers: ({ reference, sentence, reason }) =>
    answerList([
      ['Demande annulée', 'reference', `${reference}, ${sentence}`],
      ['Raison', 'reason', reason],
    ]),
  probe: ({ decisionId }) => ({ identities: [], emails: [], decisionId }),
  plan: planRevert,
  // What changes is what the plan says: there is no answer to hold against a record.
  compare: () => [],
  samples: [],
};
