import { groupsOn } from '@guichet/shared/request-types/fields';
import { hydrateRoot } from 'react-dom/client';
import type { StepViewProps } from '../form/step-view.tsx';
import { EnhancedStep } from './enhanced-step.tsx';
import { loadStepForm } from './load-step-form.ts';
import { warnBeforeLeaving } from './warn-before-leaving.ts';
import { readForm } from '@guichet/shared/ui/read-form';

const root = document.getElementById('step');
const form = root?.querySelector('form');
const data = document.getElementById('step-data')?.textContent;

if (root && form && data) {
  const props = JSON.parse(data) as StepViewProps;
  const { form: schema, groups } = await loadStepForm(props.form);
  const step = { form: schema, groups: groupsOn(groups, undefined) };
  // Before: afterwards, what was typed before any script ran is what the page came with.
  warnBeforeLeaving(form);
  hydrateRoot(root, <EnhancedStep {...props} step={step} values={readForm(form, step.groups)} />);
  // What is said while somebody types is fetched when somebody begins to, or has begun.
  const begin = (focused: EventTarget | null): void => {
    if (!(focused instanceof HTMLElement) || !focused.matches('#step :is(input, select, textarea)')) return;
    root.removeEventListener('focusin', look);
    void import('./typing.ts');
  };
  const look = ({ target }: FocusEvent): void => begin(target);
  root.addEventListener('focusin', look);
  begin(document.activeElement);
}
