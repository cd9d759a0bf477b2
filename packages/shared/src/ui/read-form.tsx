import { type FieldGroup, type FormValues, readValues } from '../request-types/fields.ts';

/** What stands in the page now: somebody may have typed before any script ran. */
export function readForm(form: HTMLFormElement, groups: readonly FieldGroup[]): FormValues {
  const posted: Record<string, unknown> = {};
  for (const [path, value] of new FormData(form)) {
    const [name = '', part] = path.split('.');
    if (part !== undefined) posted[name] = { ...(posted[name] as object | undefined), [part]: value };
    else if (name in posted) posted[name] = [posted[name], value].flat();
    else posted[name] = value;
  }
  return readValues(groups, posted);
}
