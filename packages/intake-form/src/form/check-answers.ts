import type { Issue } from '@guichet/shared/errors/errors';
import type { FormValues } from '@guichet/shared/request-types/fields';
import type { StepForm } from './step-form.ts';

export type Checked<T> = { ok: true; answers: T } | { ok: false; issues: Issue[] };

/** Reads the values of a page by its schema; issues bear the names of the fields. */
export function checkAnswers<T>({ form }: StepForm<T>, values: FormValues): Checked<T> {
  const result = form.safeParse(values);
  if (result.success) return { ok: true, answers: result.data };
  return {
    ok: false,
    issues: result.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
  };
}
