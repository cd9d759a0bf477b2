import type { JournalEntry } from '../../contracts/journal.ts';
import { AUDIT_FIELDS, AUDIT_INTERNALS, AUDIT_WORDS } from '../../domain/audit-fields.ts';
import { formatDate, isCivilDate, todayInBrussels } from '../../domain/dates.ts';
import { isRole, ROLE_LABELS } from '../../domain/roles.ts';
import { editKind } from '../../request-types/register-edit/edit-kinds.ts';
import { EDIT_NAMES } from '../../request-types/register-edit/edit-names.ts';

type Names = ReadonlyMap<string, string>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const NOTHING = '—';

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/** Every id in a value, however deep. */
export function uuidsIn(value: unknown): string[] {
  if (isUuid(value)) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(uuidsIn);
}

/** Values before and after, member by member, in French. What only the programme needs is left out. */
export function sayChanges(before: unknown, after: unknown, names: Names): JournalEntry['changes'] {
  if (!isRecord(before) && !isRecord(after)) {
    if (before == null && after == null) return [];
    return [{ label: 'Valeur', before: say(before, names), after: say(after, names) }];
  }
  const from = isRecord(before) ? before : {};
  const to = isRecord(after) ? after : {};
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((key) => !AUDIT_INTERNALS.has(key));
  return keys
    .map((key) => ({ label: labelOf(key), before: say(from[key], names), after: say(to[key], names) }))
    .filter((change) => change.before !== NOTHING || change.after !== NOTHING);
}

function say(value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return NOTHING;
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (Array.isArray(value)) return value.map((one) => say(one, names)).join(', ') || NOTHING;
  if (isRecord(value)) {
    const parts = Object.entries(value).filter(
      ([key, inner]) => !AUDIT_INTERNALS.has(key) && say(inner, names) !== NOTHING,
    );
    return parts.map(([key, inner]) => `${labelOf(key)} : ${say(inner, names)}`).join(' ; ') || NOTHING;
  }
  if (isUuid(value)) return names.get(value) ?? `n° ${value.slice(-12)}`;
  if (isCivilDate(value)) return formatDate(value);
  if (isRole(value)) return ROLE_LABELS[value];
  if (typeof value === 'string' && INSTANT.test(value)) return formatDate(todayInBrussels(new Date(value)));
  const edit = EDIT_NAMES.find((name) => name === value);
  if (edit) return editKind(edit).title;
  return AUDIT_WORDS[String(value)] ?? String(value);
}

function labelOf(key: string): string {
  return AUDIT_FIELDS[key] ?? key;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
