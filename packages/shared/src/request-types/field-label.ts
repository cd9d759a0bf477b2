import { isRequestTypeName, requestForm } from './forms.ts';

/** What a form calls one of its answers; null for the request as a whole. */
export function fieldLabel(typeName: string, field: string | null): string | null {
  if (field === null || !isRequestTypeName(typeName)) return null;
  const fields = requestForm(typeName).groups.flatMap((group) => group.fields);
  return fields.find(({ name }) => name === field)?.label ?? field;
}
