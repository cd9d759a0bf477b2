import * as z from 'zod/mini';
import { EMPTY_DATE } from '../../fields.ts';
import { date, mandateDateRule } from '../../form-schema.ts';
import { onDay, sayDate } from '../../format-answers.ts';
import { storedDate } from '../../payload-schema.ts';
import { findFarDate } from '../../plan-common.ts';
import { closeSchool as planClosing } from '../../plan-schools.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetSchool } from '../edit-target.ts';

const values = z.strictObject({ on: storedDate });

/** A school of the PO closes for good. */
export const closeSchool: EditKind<z.infer<typeof values>> = {
  title: 'Fermer l’école',
  on: 'school',
  groups: [
    {
      id: 'end',
      title: 'Fermeture',
      fields: [{ kind: 'date', name: 'on', label: 'Dernier jour', hint: 'Le dernier jour compris.' }],
    },
  ],
  form: z.object({ on: date('Indiquez le dernier jour de l’école.', mandateDateRule) }),
  values,
  toForm: () => ({ on: { ...EMPTY_DATE } }),
  sentence: ({ on }, { name }) => `Fermer «\u00a0${name}\u00a0» ${onDay(on)}`,
  answers: ({ on }) => [['Dernier jour de l’école', 'on', sayDate(on)]],
  plan: ({ on }, step) => {
    const school = targetSchool(step);
    if (!school) return;
    findFarDate('La fermeture de l’école', on, step.today, 'on', step.draft);
    planClosing(school, on, step.draft);
  },
};
