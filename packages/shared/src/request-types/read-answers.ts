import { parsePhone } from '../domain/phone.ts';
import type { Issue } from '../errors/errors.ts';
import { requestType } from './registry.ts';

export type ReadAnswers =
  | { ok: true; schemaVersion: number; subject: string; payload: Record<string, unknown> }
  | { ok: false; issues: Issue[] };

/** What a form made, as it is stored: checked once more, telephone numbers as E.164. Issues bear the names of fields. */
export function readAnswers(typeName: string, payload: unknown): ReadAnswers {
  const type = requestType(typeName);
  const result = type.payload.safeParse(payload);
  if (!result.success) {
    const message = 'Cette réponse n’est pas utilisable : corrigez-la.';
    return { ok: false, issues: result.error.issues.map(({ path }) => ({ path: path.join('.'), message })) };
  }
  const issues: Issue[] = [];
  const rewritten = { ...(result.data as Record<string, unknown>) };
  for (const field of type.phones as string[]) {
    const typed = rewritten[field];
    if (typeof typed !== 'string') continue;
    const phone = parsePhone(typed);
    if (phone.ok) rewritten[field] = phone.e164;
    else issues.push({ path: field, message: phone.message });
  }
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, schemaVersion: type.version, subject: type.subject(rewritten), payload: rewritten };
}
