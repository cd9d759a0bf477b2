import { ROLE_LABELS } from '@guichet/shared/domain/roles';
import type { Field, FieldGroup, FormValues, SuccessionInput } from '@guichet/shared/request-types/fields';
import { REPLACEMENT_ANSWERS, REPLACEMENT_LABELS, rolesAsked, whoOf } from '@guichet/shared/request-types/succession';

/** What differs between two fillings of one page, as people would say it: only fields that differ. */
export function differences(groups: readonly FieldGroup[], newer: FormValues, typed: FormValues) {
  return groups
    .flatMap(({ fields }) => fields)
    .map((field) => ({ label: field.label, newer: say(field, newer), typed: say(field, typed) }))
    .filter((row) => row.newer !== row.typed);
}

function say(field: Field, values: FormValues): string {
  const value = values[field.name] ?? '';
  if (typeof value === 'string') {
    if (field.kind === 'checkbox') return value ? 'coché' : '';
    return 'options' in field ? labelOf(field, value) : value.trim();
  }
  if (Array.isArray(value)) return value.map((code) => labelOf(field, code)).join(', ');
  if (field.kind === 'succession') return saySuccession(value as SuccessionInput);
  const parts = Object.entries(value).filter(([part, text]) => part !== 'country' && text);
  return parts.map(([, text]) => text).join(field.kind === 'date' ? '/' : ' ');
}

function saySuccession(input: SuccessionInput): string {
  const answers = rolesAsked(input).map((role) => {
    const answer = REPLACEMENT_ANSWERS.find((code) => code === input[role]);
    const said = [answer ? REPLACEMENT_LABELS[answer] : '', input[whoOf(role)]?.trim()].filter(Boolean).join(' ');
    return `${ROLE_LABELS[role]}\u00a0: ${said || 'pas de réponse'}`;
  });
  return answers.join(' ; ');
}

function labelOf(field: Field, code: string): string {
  return ('options' in field && field.options.find(({ value }) => value === code)?.label) || code;
}
