import * as z from 'zod/mini';
import { parsePhone } from '../../domain/phone.ts';
import type { Issue } from '../../errors/errors.ts';
import { type FieldGroup, readValues } from '../fields.ts';
import { editKind } from './edit-kinds.ts';
import type { EditName } from './edit-names.ts';
import type { EditTarget } from './edit-target.ts';
import type { Edit } from './payload.ts';

export type ReadEdit = { ok: true; edit: Edit } | { ok: false; issues: Issue[] };

/** What was typed in the form of an edit, as it is stored. Issues bear the names of the form's fields. */
export function readEdit(name: EditName, target: EditTarget, typed: Record<string, unknown>): ReadEdit {
  const kind = editKind(name);
  const groups = kind.partial ? typedGroups(kind.groups, typed) : kind.groups;
  const fields = groups.flatMap((group) => group.fields.map((field) => field.name));
  if (kind.partial && fields.length === 0)
    return { ok: false, issues: [{ path: '', message: 'Rien n’est changé : modifiez au moins une valeur.' }] };
  const read = (kind.partial ? only(kind.form, fields) : kind.form).safeParse(readValues(groups, typed));
  if (!read.success) {
    const issues = read.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
    return { ok: false, issues };
  }
  const values = { ...(read.data as Record<string, unknown>) };
  const issues: Issue[] = [];
  for (const field of kind.phones ?? []) {
    const number = values[field];
    if (typeof number !== 'string') continue;
    const phone = parsePhone(number);
    if (phone.ok) values[field] = phone.e164;
    else issues.push({ path: field, message: phone.message });
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, edit: { kind: name, target, values } };
}

function typedGroups(groups: readonly FieldGroup[], typed: Record<string, unknown>): FieldGroup[] {
  return groups.map((group) => ({ ...group, fields: group.fields.filter(({ name }) => Object.hasOwn(typed, name)) }));
}

/** The part of a form that reads these fields. @throws when the form is no object of its fields */
function only(form: z.ZodMiniType<unknown, unknown>, fields: readonly string[]): z.ZodMiniType<unknown, unknown> {
  if (!(form instanceof z.ZodMiniObject)) throw new Error('The form of a partial edit is an object of its fields.');
  return z.pick(form, Object.fromEntries(fields.map((name) => [name, true as const])));
}
