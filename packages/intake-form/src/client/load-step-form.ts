import { loadRequestForm } from '@guichet/shared/request-types/load-form';
import type { StepForm } from '../form/step-form.ts';
import type { StepFormName } from '../form/step-forms.ts';

/** Fields and schema of the page at hand, and of no other. */
export async function loadStepForm(name: StepFormName): Promise<StepForm> {
  if (name === 'submitter') return (await import('../form/submitter-form.ts')).submitterForm;
  if (name === 'typed-po') return (await import('../form/typed-po-form.ts')).typedPoForm;
  return loadRequestForm(name);
}
