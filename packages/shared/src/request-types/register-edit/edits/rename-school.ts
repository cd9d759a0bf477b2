import * as z from 'zod/mini';
import { line } from '../../form-schema.ts';
import { storedText } from '../../payload-schema.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetSchool } from '../edit-target.ts';

const values = z.strictObject({ name: storedText });

/** A school takes another name, or its name was recorded wrong. */
export const renameSchool: EditKind<z.infer<typeof values>> = {
  title: 'Renommer l’école',
  on: 'school',
  groups: [
    {
      id: 'name',
      title: 'Nom',
      fields: [{ kind: 'text', name: 'name', label: 'Nom de l’école', autocomplete: 'off' }],
    },
  ],
  form: z.object({ name: line('Indiquez le nom de l’école.') }),
  values,
  toForm: ({ schoolId }, world) => ({ name: world.schools[schoolId ?? '']?.name ?? '' }),
  sentence: ({ name }, target) => `Renommer «\u00a0${target.name}\u00a0» en «\u00a0${name}\u00a0»`,
  answers: ({ name }) => [['Nouveau nom de l’école', 'name', name]],
  plan: ({ name }, step) => {
    const school = targetSchool(step);
    if (school && school.name !== name)
      step.draft.add({ kind: 'rename-school', schoolId: school.id, from: school.name, to: name });
  },
};
