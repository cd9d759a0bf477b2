import * as z from 'zod/mini';
import { compareDates, formatDate } from '../../../domain/dates.ts';
import { enterpriseNumberProblem, normaliseEnterpriseNumber } from '../../../domain/identifiers.ts';
import { normaliseText } from '../../../domain/text.ts';
import { formatFieldValue } from '../../../effects/describe-effect.ts';
import { EMPTY_DATE } from '../../fields.ts';
import { date, field, mandateDateRule, type Parsed } from '../../form-schema.ts';
import { onDay, sayDate } from '../../format-answers.ts';
import { storedDate, storedText } from '../../payload-schema.ts';
import { findFarDate } from '../../plan-common.ts';
import { findNumberChanges, planPoFields } from '../../plan-po-fields.ts';
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
  subject: 'Numéro d’entreprise',
  explanation:
    'Le PO a un autre numéro à partir d’un jour. Un jour à venir se note dès maintenant : le numéro change ce jour-là. Une faute de frappe se corrige par « Modifier le PO ».',
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
        { kind: 'date', name: 'on', label: 'À partir du', hint: 'Le premier jour du nouveau numéro.' },
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
    `Changer le numéro d’entreprise du PO en ${sayNumber(number)}, ${onDay(on)}`,
  answers: ({ enterpriseNumber: number, on }) => [
    ['Nouveau numéro d’entreprise (BCE)', 'enterpriseNumber', sayNumber(number)],
    ['À partir du', 'on', sayDate(on)],
  ],
  plan: ({ enterpriseNumber: number, on }, step) => {
    const { today, draft } = step;
    const po = targetPo(step);
    if (po.nextNumber) {
      draft.find(
        'blocking',
        'number-announced',
        `Le numéro ${sayNumber(po.nextNumber.number)} est déjà prévu pour le ${formatDate(po.nextNumber.on)}.`,
        { detail: 'Annulez d’abord la modification qui l’a prévu.', field: 'on' },
      );
      return;
    }
    if (po.closedOn !== undefined && compareDates(on, po.closedOn) > 0) {
      draft.find('blocking', 'po-closed', `${po.name} ferme le ${formatDate(po.closedOn)}, avant ce jour.`, {
        field: 'on',
      });
      return;
    }
    findFarDate('Le changement de numéro', on, today, 'on', draft);
    if (compareDates(on, today) <= 0) planPoFields(po, { enterpriseNumber: number }, draft, on);
    else if (po.enterpriseNumber !== number) {
      findNumberChanges(po, number, draft);
      draft.add({ kind: 'announce-number', poId: po.id, from: po.enterpriseNumber, number, on });
    }
  },
};
