import type { FormValues } from './fields.ts';
import { type ReadAnswers, readAnswers } from './read-answers.ts';
import { requestType } from './registry.ts';

/** What the form of a type holds, as it is stored: read as its page would read it. Issues bear the names of fields. */
export function readTyped(typeName: string, values: FormValues): ReadAnswers {
  const result = requestType(typeName).form.safeParse(values);
  if (result.success) return readAnswers(typeName, result.data);
  return {
    ok: false,
    issues: result.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
  };
}
