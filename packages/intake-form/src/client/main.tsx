import { groupsOn } from '@guichet/shared/request-types/fields';
import { withQuestions } from '@guichet/shared/request-types/succession';
import { hydrateRoot } from 'react-dom/client';
import type { StepViewProps } from '../form/step-view.tsx';
import { EnhancedStep } from './enhanced-step.tsx';
import { loadStepForm } from './load-step-form.ts';
import { readForm } from './read-form.ts';

const root = document.getElementById('step');
const form = root?.querySelector('form');
const data = document.getElementById('step-data')?.textContent;

if (root && form && data) {
  const props = JSON.parse(data) as StepViewProps;
  const step = await loadStepForm(props.form);
  const groups = groupsOn(step.groups, props.page);
  // What another page asks is as it was: it counts when the whole form is read.
  const values = withQuestions(groups, props.values, readForm(form, groups));
  hydrateRoot(root, <EnhancedStep {...props} step={step} groups={groups} values={values} />);
}
