import type { Role } from '../domain/roles.ts';
import { readValues } from './fields.ts';
import { isRequestTypeName, requestForm } from './forms.ts';
import type { ReadAnswers } from './read-answers.ts';
import { readTyped } from './read-typed.ts';
import { askReplacements, missingAnswers } from './succession.ts';

/** What was typed of one change: `values` by the names of the fields, of any shape. */
export type TypedChange = { type: string; values: Record<string, unknown> };

/**
 * Reads one change as both pages of the form would: its answers, and whom the holder of a role with one holder at a time
 * replaces.
 */
export function readChange({ type, values }: TypedChange, singleHolderRoles: readonly Role[]): ReadAnswers {
  if (!isRequestTypeName(type)) {
    return { ok: false, issues: [{ path: 'type', message: 'Choisissez ce qui change.' }] };
  }
  const { groups } = requestForm(type);
  const typed = askReplacements(groups, readValues(groups, values), singleHolderRoles);
  const read = readTyped(type, typed);
  const missing = missingAnswers(groups, typed);
  if (missing.length === 0) return read;
  return { ok: false, issues: [...(read.ok ? [] : read.issues), ...missing] };
}
