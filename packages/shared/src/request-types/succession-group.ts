import type { FieldGroup } from './fields.ts';

/** The page that asks, after a single-holder role was chosen, whether somebody is replaced in it. */
export function successionGroup(of: string): FieldGroup {
  return {
    id: 'succession',
    title: '',
    page: 'succession',
    fields: [{ kind: 'succession', name: 'replaces', of, label: 'Remplacement', optional: true }],
  };
}
