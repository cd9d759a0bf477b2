import type { FieldGroup, FormValues } from '@guichet/shared/request-types/fields';

/** The groups with the words that fit a page which came filled in: "nouvelle adresse" is no name for the present one. */
export function fitWords(groups: readonly FieldGroup[], recorded: Partial<FormValues> = {}): FieldGroup[] {
  return groups.map((group) => {
    const fields = group.fields.map((field) =>
      field.name in recorded && field.filledLabel ? { ...field, label: field.filledLabel } : field,
    );
    const filled = group.fields.some(({ name }) => name in recorded);
    return { ...group, fields, ...(filled && group.filledHint ? { hint: group.filledHint } : {}) };
  });
}
