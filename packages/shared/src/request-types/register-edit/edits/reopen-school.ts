import * as z from 'zod/mini';
import type { EditKind } from '../edit-kind.ts';
import { targetSchool } from '../edit-target.ts';

const values = z.strictObject({});

/** A school was closed by mistake, or goes on after all. */
export const reopenSchool: EditKind<z.infer<typeof values>> = {
  title: 'L’école reste ouverte',
  explanation: 'Sa fermeture est annulée.',
  on: 'school',
  needsReason: true,
  groups: [],
  form: values,
  values,
  toForm: () => ({}),
  sentence: (_, { name }) => `Annuler la fermeture de «\u00a0${name}\u00a0»`,
  answers: (_, { name }) => [['Fermeture annulée', 'schoolId', name]],
  plan: (_, step) => {
    const school = targetSchool(step);
    if (!school) return;
    const { closedOn } = school;
    if (closedOn === null) step.draft.find('blocking', 'school-open', `L’école ${school.name} n’est pas fermée.`);
    else step.draft.add({ kind: 'reopen-school', schoolId: school.id, closedOn });
  },
};
