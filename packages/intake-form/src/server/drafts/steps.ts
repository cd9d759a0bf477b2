import { checkRequest, checkSubmitter, hasPo } from './check-draft.ts';
import type { DraftKey } from './cookie-drafts.ts';
import type { Draft } from './draft.ts';

/** The pages of an envoi, in order. `request` has an index. */
export type Step = { name: 'po' } | { name: 'request'; index: number } | { name: 'submitter' } | { name: 'review' };

export function pathOf(key: DraftKey, step: Step): string {
  switch (step.name) {
    case 'po':
      return `/envoi/${key}/po`;
    case 'request':
      return `/envoi/${key}/demandes/${step.index + 1}`;
    case 'submitter':
      return `/envoi/${key}/vous`;
    case 'review':
      return `/envoi/${key}/relire`;
  }
}

/** Every step before the last one, with what it takes to be done. */
function stepsOf(draft: Draft): { step: Step; done: () => boolean }[] {
  return [
    { step: { name: 'po' }, done: () => hasPo(draft) },
    ...draft.requests.map((request, index) => ({
      step: { name: 'request' as const, index },
      done: () => checkRequest(request).ok,
    })),
    { step: { name: 'submitter' }, done: () => checkSubmitter(draft).ok },
  ];
}

const same = (a: Step, b: Step) =>
  a.name === b.name && (a.name !== 'request' || b.name !== 'request' || a.index === b.index);

/** The first step that still wants an answer; the review when none does. */
export function nextStep(draft: Draft): Step {
  return stepsOf(draft).find(({ done }) => !done())?.step ?? { name: 'review' };
}

/** The first step before this one that wants an answer, or null when this one may be shown. */
export function missingBefore(draft: Draft, step: Step): Step | null {
  for (const earlier of stepsOf(draft)) {
    if (same(earlier.step, step)) return null;
    if (!earlier.done()) return earlier.step;
  }
  return null;
}

export function stepBefore(draft: Draft, step: Step): Step {
  const steps = stepsOf(draft).map((each) => each.step);
  const at = steps.findIndex((each) => same(each, step));
  return steps[(at < 0 ? steps.length : at) - 1] ?? { name: 'po' };
}
