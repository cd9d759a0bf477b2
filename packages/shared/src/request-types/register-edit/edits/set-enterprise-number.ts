import * as z from 'zod/mini';
import { compareDates } from '../../../domain/dates.ts';
import { enterpriseNumberProblem, normaliseEnterpriseNumber } from '../../../domain/identifiers.ts';
import { normaliseText } from '../../../domain/text.ts';
import { formatFieldValue } from '../../../effects/describe-effect.ts';
import { EMPTY_DATE } from '../../fields.ts';
import { date, field, mandateDateRule, type Parsed } from '../../form-schema.ts';
import { onDay, sayDate } from '../../format-answers.ts';
import { storedDate, storedText } from '../../payload-schema.ts';
import { findFarDate } from '../../plan-common.ts';
import { planPoFields } from '../../plan-po-fields.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetPo } from '../edit-target.ts';

const values = z.strictObject({ enterpriseNumber: storedText, on: storedDate });

const enterpriseNumber = field(z._default(z.string(), ''), (text): Parsed<string> => {
  if (normaliseText(text) === '') return { ok: false, message: 'Indiquez le nouveau numéro d’entreprise.' };
  const value = normaliseEnterpriseNumber(text);
  if (value !== null) return { ok: true, value };
  return { ok: false, message: enterpriseNumberProblem(text) ?? 'Ce numéro d’entreprise n’existe pas.' };
});

const sayNumber = (number: string) => formatFieldValue('enterpriseNumber', number);

/** The ASBL behind the PO is another one, or bears another number, from a day on. */
export const setEnterpriseNumber: EditKind<z.infer<typeof values>> = {
  title: 'Changer le numéro d’entreprise',
  explanation: 'Le PO a reçu un autre numéro, à une date. Une faute de frappe se corrige par « Modifier le PO ».',
  on: 'po',
  needsReason: true,
  groups: [
    {
      id: 'number',
      title: 'Numéro d’entreprise',
      fields: [
        {
          kind: 'text',
          name: 'enterpriseNumber',
          label: 'Nouveau numéro d’entreprise (BCE)',
          inputMode: 'numeric',
          width: 'medium',
        },
        { kind: 'date', name: 'on', label: 'Depuis le', hint: 'Le premier jour du nouveau numéro.' },
      ],
    },
  ],
  form: z.object({
    enterpriseNumber,
    on: date('Indiquez depuis quel jour le PO a ce numéro.', mandateDateRule),
  }),
  values,
  toForm: () => ({ enterpriseNumber: '', on: { ...EMPTY_DATE } }),
  sentence: ({ enterpriseNumber: number, on }) =>
    `Changer le numéro d’entreprise du PO en ${sayNumber(number)}, depuis ${onDay(on)}`,
  answers: ({ enterpriseNumber: number, on }) => [
    ['Nouveau numéro d’entreprise (BCE)', 'enterpriseNumber', sayNumber(number)],
    ['Depuis le', 'on', sayDate(on)],
  ],
  plan: ({ enterpriseNumber: number, on }, step) => {
    const { today, draft } = step;
    if (compareDates(on, today) > 0) {
      draft.find(
        'blocking',
        'date-ahead',
        'Ce jour n’est pas encore venu : notez le nouveau numéro à partir de ce jour.',
        {
          field: 'on',
        },
      );
      return;
    }
    findFarDate('Le changement de numéro', on, today, 'on', draft);
    planPoFields(targetPo(step), { enterpriseNumber: number }, draft, on);
  },
};
