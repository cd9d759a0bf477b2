import { groupsOn } from '@guichet/shared/request-types/fields';
import { hydrateRoot } from 'react-dom/client';
import type { StepViewProps } from '../form/step-view.tsx';
import { EnhancedStep } from './enhanced-step.tsx';
import { loadStepForm } from './load-step-form.ts';
import { readForm } from '@guichet/shared/ui/read-form';

const root = document.getElementById('step');
const form = root?.querySelector('form');
const data = document.getElementById('step-data')?.textContent;

if (root && form && data) {
  const props = JSON.parse(data) as StepViewProps;
  const { form: schema, groups } = await loadStepForm(props.form);
  const step = { form: schema, groups: groupsOn(groups, undefined) };
  hydrateRoot(root, <EnhancedStep {...props} step={step} values={readForm(form, step.groups)} />);
  // What is said while somebody types is fetched when somebody begins to, or has begun.
  const type = () => void import('./typing.ts');
  if (root.contains(document.activeElement)) type();
  else root.addEventListener('focusin', type, { once: true });
}
