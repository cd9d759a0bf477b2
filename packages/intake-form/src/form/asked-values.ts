import type { FieldGroup, FormValues } from '@guichet/shared/request-types/fields';
import { emptyValues } from '@guichet/shared/request-types/fields';

/**
 * What is asked on a page that came filled in with what is recorded: a value that was left as it stands asks nothing.
 */
export function askedValues(
  groups: readonly FieldGroup[],
  values: FormValues,
  recorded: Partial<FormValues> | undefined,
): FormValues {
  if (recorded === undefined) return values;
  const empty = emptyValues(groups);
  const kept = Object.entries(recorded).flatMap(([name, known]) =>
    known !== undefined && said(values[name]) === said(known) ? [[name, empty[name] ?? '']] : [],
  );
  return { ...values, ...(Object.fromEntries(kept) as FormValues) };
}

/** As it was typed, but for blanks around it. */
function said(value: FormValues[string] | undefined): string {
  if (typeof value !== 'object') return (value ?? '').trim();
  return JSON.stringify(Array.isArray(value) ? value : Object.values(value).map((part: string) => part.trim()));
}
