import type { SuccessionInput } from '@guichet/shared/request-types/fields';
import { rolesAsked } from '@guichet/shared/request-types/succession';
import { stepForm } from '../../form/step-forms.ts';
import { checkSubmitter, hasPo, issuesOn } from './check-draft.ts';
import type { Draft, DraftRequest } from './draft.ts';
import type { DraftKey } from './draft-store.ts';

/** The pages of an envoi, in order. `request` and `succession`, which follows some requests, have an index. */
export type Step =
  | { name: 'po' }
  | { name: 'request'; index: number }
  | { name: 'succession'; index: number }
  | { name: 'list' }
  | { name: 'submitter' }
  | { name: 'review' };

export function pathOf(key: DraftKey, step: Step): string {
  switch (step.name) {
    case 'po':
      return `/envoi/${key}/po`;
    case 'request':
      return `/envoi/${key}/demandes/${step.index + 1}`;
    case 'succession':
      return `/envoi/${key}/demandes/${step.index + 1}/succession`;
    case 'list':
      return `/envoi/${key}/demandes`;
    case 'submitter':
      return `/envoi/${key}/vous`;
    case 'review':
      return `/envoi/${key}/relire`;
  }
}

/** Every step before the last one that can be undone, with what it takes to be done. */
function stepsOf(draft: Draft): { step: Step; done: () => boolean }[] {
  return [
    { step: { name: 'po' }, done: () => hasPo(draft) },
    ...draft.requests.flatMap((request, index) => [
      { step: { name: 'request' as const, index }, done: () => issuesOn(request).length === 0 },
      { step: { name: 'succession' as const, index }, done: () => issuesOn(request, 'succession').length === 0 },
    ]),
    { step: { name: 'list' }, done: () => draft.requests.length > 0 },
    { step: { name: 'submitter' }, done: () => checkSubmitter(draft).ok },
  ];
}

/** The first step that still wants an answer; the review when none does. */
export function nextStep(draft: Draft): Step {
  return stepsOf(draft).find(({ done }) => !done())?.step ?? { name: 'review' };
}

/** Whether a role was chosen in which somebody may be replaced. */
export function isSuccessionAsked({ type, values }: DraftRequest): boolean {
  return stepForm(type)
    .groups.flatMap(({ fields }) => fields)
    .some(({ kind, name }) => kind === 'succession' && rolesAsked(values[name] as SuccessionInput).length > 0);
}

/**
 * Where somebody goes on after a request was written: to the question that its roles raise, or to the list, which says
 * what the envoi holds by now.
 */
export function stepAfterRequest(draft: Draft, index: number): Step {
  const request = draft.requests[index];
  return request && isSuccessionAsked(request) ? { name: 'succession', index } : { name: 'list' };
}

/** The first step before this one that wants an answer, or null when this one may be shown. */
export function missingBefore(draft: Draft, step: Step): Step | null {
  if (step.name === 'po') return null;
  // One request does not wait for another: they are decided apart.
  if (step.name === 'request' || step.name === 'succession' || step.name === 'list')
    return hasPo(draft) ? null : { name: 'po' };
  for (const earlier of stepsOf(draft)) {
    if (earlier.step.name === step.name) return null;
    if (!earlier.done()) return earlier.step;
  }
  return null;
}

export function stepBefore(draft: Draft, step: Step): Step {
  switch (step.name) {
    case 'po':
      return step;
    case 'request':
      return draft.requests.length > 1 || step.index > 0 ? { name: 'list' } : { name: 'po' };
    case 'succession':
      return { name: 'request', index: step.index };
    case 'list':
      return draft.requests.length > 0 ? { name: 'request', index: draft.requests.length - 1 } : { name: 'po' };
    case 'submitter':
      return { name: 'list' };
    case 'review':
      return { name: 'submitter' };
  }
}
