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
  hydrateRoot(root, <EnhancedStep {...props} step={step} values={readForm(form, step.groups)} />);
}
