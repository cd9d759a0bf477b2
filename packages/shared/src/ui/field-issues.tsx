import type { Issue } from '../errors/errors.ts';
import {
  type AddressInput,
  type DateInput,
  EMPTY_ADDRESS,
  EMPTY_DATE,
  EMPTY_SUCCESSION,
  type Field,
  type FieldGroup,
  type FormValues,
} from '../request-types/fields.ts';
import type { FieldError } from './error-summary.tsx';

const PARTS: Partial<Record<Field['kind'], object>> = {
  date: EMPTY_DATE,
  address: EMPTY_ADDRESS,
  succession: EMPTY_SUCCESSION,
};

/** The names under which a field's answers are sent: one, or one for each part of a date or an address. */
export function pathsOf(field: Field): string[] {
  const parts = PARTS[field.kind];
  return parts === undefined ? [field.name] : Object.keys(parts).map((part) => `${field.name}.${part}`);
}

/** The id of the control behind a path, as the pieces of `shared/ui` give it. */
export function idOf(path: string): string {
  return `f-${path.replace(/\.day$/, '').replace('.', '-')}`;
}

export function issueAt(issues: readonly Issue[], path: string): string | undefined {
  return issues.find((issue) => issue.path === path)?.message;
}

/** What is wrong with a field or with one of its parts. */
export function issueOf(issues: readonly Issue[], field: Field): Issue | undefined {
  return issues.find(({ path }) => path === field.name || path.startsWith(`${field.name}.`));
}

/** The issues in the order of the page, one per control, as links for the error summary. */
export function summaryOf(groups: readonly FieldGroup[], issues: readonly Issue[]): FieldError[] {
  const fields = groups.flatMap((group) => group.fields);
  const known = fields.flatMap((field) =>
    [...new Set([field.name, ...pathsOf(field)])].flatMap((path) => {
      const message = issueAt(issues, path);
      return message === undefined ? [] : [{ id: idOf(path), message: named(field, message) }];
    }),
  );
  const names = new Set(fields.map(({ name }) => name));
  const others = issues.filter(({ path }) => !names.has(path.split('.')[0] ?? path));
  return [...others.map(({ message }) => ({ id: idOf(fields[0]?.name ?? ''), message })), ...known];
}

const SAID_OF_ITSELF: readonly Field['kind'][] = ['radio', 'select', 'school', 'checkboxes', 'checkbox', 'succession'];

/** Away from its field, "C'est trop long" must say of which answer. */
function named({ kind, label }: Field, message: string): string {
  if (SAID_OF_ITSELF.includes(kind) || message.toLowerCase().includes(label.toLowerCase())) return message;
  return `${label} : ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}

/** Whether a group holds an answer: then it is not folded. */
export function isAnswered(group: FieldGroup, values: FormValues): boolean {
  return group.fields.some(({ name }) => {
    const value = values[name];
    if (value === undefined || typeof value === 'string') return Boolean(value);
    if (Array.isArray(value)) return value.length > 0;
    return Object.entries(value as DateInput | AddressInput).some(([part, text]) => part !== 'country' && text !== '');
  });
}
