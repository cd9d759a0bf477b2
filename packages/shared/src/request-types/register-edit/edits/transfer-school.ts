import * as z from 'zod/mini';
import { EMPTY_DATE } from '../../fields.ts';
import { date, mandateDateRule } from '../../form-schema.ts';
import { onDay, sayDate } from '../../format-answers.ts';
import { storedDate } from '../../payload-schema.ts';
import { findFarDate } from '../../plan-common.ts';
import { planTransfer } from '../../plan-transfer.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetOtherPo, targetSchool } from '../edit-target.ts';

const values = z.strictObject({ on: storedDate });

/** A school goes to another PO, from a day on, past or to come. */
export const transferSchool: EditKind<z.infer<typeof values>> = {
  title: 'Passer à un autre PO',
  explanation: 'Un jour à venir se note dès maintenant : l’école passe à l’autre PO ce jour-là.',
  on: 'school-to-po',
  needsReason: true,
  groups: [
    {
      id: 'transfer',
      title: 'Passage',
      fields: [{ kind: 'date', name: 'on', label: 'Date du passage', hint: 'Le premier jour dans l’autre PO.' }],
    },
  ],
  form: z.object({ on: date('Indiquez la date du passage.', mandateDateRule) }),
  values,
  toForm: () => ({ on: { ...EMPTY_DATE } }),
  sentence: ({ on }, { name, otherPo }) =>
    `Passer «\u00a0${name}\u00a0» à «\u00a0${otherPo?.name ?? ''}\u00a0» ${onDay(on)}`,
  answers: ({ on }, { name, otherPo }) => [
    ['École', 'schoolId', name],
    ['PO qui reprend', 'otherPo', otherPo?.name],
    ['Date du passage', 'on', sayDate(on)],
  ],
  plan: ({ on }, step) => {
    const [school, other] = [targetSchool(step), targetOtherPo(step)];
    if (!school || !other) return;
    findFarDate('Le passage', on, step.today, 'on', step.draft);
    planTransfer(school, other, on, step);
  },
};
