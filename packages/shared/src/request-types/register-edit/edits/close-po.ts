import * as z from 'zod/mini';
import { EMPTY_DATE } from '../../fields.ts';
import { date, field, mandateDateRule, type Parsed } from '../../form-schema.ts';
import { onDay, sayDate } from '../../format-answers.ts';
import { storedDate } from '../../payload-schema.ts';
import { findFarDate } from '../../plan-common.ts';
import { closeSchoolsWith, endAllMandates, findOpenAround, mayEnd } from '../../plan-po-end.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetPo } from '../edit-target.ts';

const SCHOOL_CHOICES = ['settled', 'close'] as const;
type SchoolChoice = (typeof SCHOOL_CHOICES)[number];
const CHOICE_LABELS: Record<SchoolChoice, string> = {
  settled: 'Elles sont déjà fermées ou passées à un autre PO',
  close: 'Celles qui sont encore ouvertes ferment le même jour',
};

const values = z.strictObject({ on: storedDate, schools: z.enum(SCHOOL_CHOICES) });

const schools = field(z._default(z.string(), ''), (text): Parsed<SchoolChoice> => {
  const found = SCHOOL_CHOICES.find((code) => code === text);
  return found ? { ok: true, value: found } : { ok: false, message: 'Dites ce que deviennent les écoles.' };
});

/** The PO ends on a day, and with it every mandate in it. */
export const closePo: EditKind<z.infer<typeof values>> = {
  title: 'Fermer le PO',
  subject: 'Fermeture du PO',
  explanation:
    'Tous les mandats et les rôles se terminent ce jour-là. Le PO reste lisible, avec son histoire. Un PO repris par un autre se fusionne, il ne se ferme pas.',
  on: 'po',
  needsReason: true,
  groups: [
    {
      id: 'end',
      title: 'Fermeture',
      fields: [
        { kind: 'date', name: 'on', label: 'Dernier jour', hint: 'Le dernier jour compris.' },
        {
          kind: 'radio',
          name: 'schools',
          label: 'Ses écoles',
          options: SCHOOL_CHOICES.map((value) => ({ value, label: CHOICE_LABELS[value] })),
        },
      ],
    },
  ],
  form: z.object({ on: date('Indiquez le dernier jour du PO.', mandateDateRule), schools }),
  values,
  toForm: () => ({ on: { ...EMPTY_DATE }, schools: '' }),
  sentence: ({ on, schools: choice }) =>
    `Fermer le PO ${onDay(on)}${choice === 'close' ? ', avec ses écoles encore ouvertes' : ''}`,
  answers: ({ on, schools: choice }) => [
    ['Dernier jour du PO', 'on', sayDate(on)],
    ['Ses écoles', 'schools', CHOICE_LABELS[choice]],
  ],
  plan: ({ on, schools: choice }, step) => {
    const po = targetPo(step);
    const { facts, today, draft } = step;
    if (!mayEnd(po, on, draft)) return;
    findFarDate('La fermeture du PO', on, today, 'on', draft);
    closeSchoolsWith(po, on, { alsoOpen: choice === 'close' }, draft);
    endAllMandates(po, on, draft);
    findOpenAround(facts, draft);
    draft.add({ kind: 'close-po', poId: po.id, on, mergedInto: null });
  },
};
