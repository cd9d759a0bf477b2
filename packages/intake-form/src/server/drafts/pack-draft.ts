import { type FormValues, readValues } from '@guichet/shared/request-types/fields';
import { isRequestTypeName } from '@guichet/shared/request-types/forms';
import { stepForm } from '../../form/step-forms.ts';
import type { Draft } from './draft.ts';

/** Raised when the shape below changes: a draft of another shape is no draft. */
const SHAPE = 2;

/** A draft as text. Empty answers are left out: a form has many. The version stands beside it, not in it. */
export function packDraft({ version: _, ...draft }: Draft): string {
  const requests = draft.requests.map(({ values, ...request }) => ({ ...request, values: given(values) }));
  return JSON.stringify({ shape: SHAPE, ...draft, requests, submitter: given(draft.submitter) });
}

function given(values: FormValues): Partial<FormValues> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) =>
      typeof value === 'string' || Array.isArray(value) ? value.length > 0 : Object.values(value).some(Boolean),
    ),
  );
}

/** Only we write drafts, but perhaps an older or a newer we. */
export function unpackDraft(text: string, version: number): Draft | null {
  const { shape, requests, submitter, ...draft } = JSON.parse(text) as Draft & { shape: number };
  if (shape !== SHAPE || !requests.every(({ type }) => isRequestTypeName(type))) return null;
  return {
    ...draft,
    version,
    requests: requests.map(({ values, ...request }) => ({
      ...request,
      values: readValues(stepForm(request.type).groups, values),
    })),
    submitter: readValues(stepForm('submitter').groups, submitter),
  };
}

/** Whether two drafts say the same, whatever their versions. */
export function sameAnswers(a: Draft, b: Draft): boolean {
  return packDraft(a) === packDraft(b);
}
