import { isRequestTypeName, type RequestTypeName, requestForm } from '@guichet/shared/request-types/forms';
import type { StepForm } from './step-form.ts';
import { submitterForm } from './submitter-form.ts';
import { typedPoForm } from './typed-po-form.ts';

/** Names of the pages that are filled in: one per request type, and two of every envoi. */
export type StepFormName = RequestTypeName | 'typed-po' | 'submitter';

export function stepForm(name: StepFormName): StepForm {
  if (isRequestTypeName(name)) return requestForm(name);
  return name === 'submitter' ? submitterForm : typedPoForm;
}
