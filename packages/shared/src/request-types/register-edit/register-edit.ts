import { answerList } from '../format-answers.ts';
import { typeLabel } from '../forms.ts';
import type { Answer, RequestType } from '../request-type.ts';
import { editKind } from './edit-kinds.ts';
import { type Edit, type RegisterEdit, registerEditPayload } from './payload.ts';
import { planRegisterEdit } from './plan.ts';

/** What staff change in the register by themselves: a list of edits, planned, decided and applied as one request. */
export const registerEdit: RequestType<RegisterEdit> = {
  name: 'register-edit',
  label: typeLabel('register-edit'),
  invitation: 'Modifier la base',
  explanation: 'Ce que le secrétariat corrige ou complète de lui-même.',
  question: 'Que faut-il modifier ?',
  icon: 'user-pen',
  ordered: true,
  origin: 'staff-edit',
  form: registerEditPayload,
  groups: [],
  version: 1,
  planVersion: 1,
  payload: registerEditPayload,
  toForm: () => ({}),
  phones: [],
  subject: ({ edits }) => {
    const names = [...new Set(edits.map(({ kind, target }) => editKind(kind).subject ?? target.name))];
    return names.length < 3 ? names.join(' et ') : `${names[0]} et ${names.length - 1} autres`;
  },
  sentence: ({ edits }) => edits.map(sentenceOf).join('\u00a0; '),
  answers: ({ edits, reason }) => [
    ...edits.flatMap((edit, index) => answersOf(edit, edits.length > 1 ? `${index + 1}. ` : '')),
    ...answerList([['Raison', 'reason', reason]]),
  ],
  probe: ({ edits }) => {
    const found = edits.map(({ kind, values, target }) => editKind(kind).probe?.(values, target));
    return {
      identities: found.flatMap((probe) => probe?.identities ?? []),
      fases: found.flatMap((probe) => probe?.fases ?? []),
      emails: found.flatMap((probe) => probe?.emails ?? []),
      poIds: [...new Set(edits.flatMap(({ target }) => target.otherPo?.id ?? []))],
      personIds: [...new Set(edits.flatMap(({ target }) => target.personId ?? []))],
    };
  },
  founds: ({ edits }) => edits.find(({ target }) => target.newInRegion !== undefined)?.target.poId ?? null,
  plan: planRegisterEdit,
  // What changes is what the plan says, beside what is recorded.
  compare: () => [],
  samples: [],
};

function sentenceOf({ kind, values, target }: Edit): string {
  return editKind(kind).sentence(values, target);
}

function answersOf({ kind, values, target }: Edit, number: string): Answer[] {
  const rows = answerList(editKind(kind).answers(values, target));
  return rows.map((answer) => ({ ...answer, label: `${number}${answer.label}` }));
}
