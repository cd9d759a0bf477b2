import * as z from 'zod/mini';
import { compareDates, formatDate } from '../../../domain/dates.ts';
import { EMPTY_DATE } from '../../fields.ts';
import { date, field, mandateDateRule, type Parsed } from '../../form-schema.ts';
import { onDay, sayDate } from '../../format-answers.ts';
import { storedDate } from '../../payload-schema.ts';
import { findFarDate } from '../../plan-common.ts';
import { planEnd } from '../../plan-ends.ts';
import { REMOVAL_REASON_LABELS, REMOVAL_REASONS, type RemovalReason } from '../../removal/form.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetMandate, targetPerson } from '../edit-target.ts';

const values = z.strictObject({ endDate: storedDate, reason: z.enum(REMOVAL_REASONS) });

const reason = field(z._default(z.string(), ''), (text): Parsed<RemovalReason> => {
  const found = REMOVAL_REASONS.find((code) => code === text);
  return found ? { ok: true, value: found } : { ok: false, message: 'Choisissez la raison du départ.' };
});

/** A member leaves the PO. */
export const endMandate: EditKind<z.infer<typeof values>> = {
  title: 'Terminer le mandat',
  explanation: 'Les rôles se terminent avec lui. Un mandat noté par erreur s’annule, il ne se termine pas.',
  on: 'mandate',
  groups: [
    {
      id: 'end',
      title: 'Fin du mandat',
      fields: [
        { kind: 'date', name: 'endDate', label: 'Dernier jour du mandat', hint: 'Le dernier jour compris.' },
        {
          kind: 'radio',
          name: 'reason',
          label: 'Raison du départ',
          options: REMOVAL_REASONS.map((value) => ({ value, label: REMOVAL_REASON_LABELS[value] })),
        },
      ],
    },
  ],
  form: z.object({ endDate: date('Indiquez le dernier jour du mandat.', mandateDateRule), reason }),
  values,
  toForm: () => ({ endDate: { ...EMPTY_DATE }, reason: '' }),
  sentence: ({ endDate, reason: why }, { name }) =>
    why === 'death'
      ? `Noter le décès de ${name} ${onDay(endDate)}`
      : `Terminer le mandat de ${name} ${onDay(endDate)}${why === 'other' ? '' : ` (${REMOVAL_REASON_LABELS[why].toLowerCase()})`}`,
  answers: ({ endDate, reason: why }) => [
    ['Dernier jour du mandat', 'endDate', sayDate(endDate)],
    ['Raison du départ', 'reason', REMOVAL_REASON_LABELS[why]],
  ],
  plan: ({ endDate: on, reason: why }, step) => {
    const [person, mandate] = [targetPerson(step), targetMandate(step)];
    if (!person || !mandate) return;
    const { facts, today, draft } = step;
    const { from, to } = mandate.period;
    findFarDate('La fin du mandat', on, today, 'endDate', draft);
    if (compareDates(on, from) < 0) {
      draft.find('blocking', 'end-before-start', `Le mandat ne commence que le ${formatDate(from)}.`, {
        detail: 'S’il a été noté par erreur, annulez-le.',
        field: 'endDate',
      });
    } else if (to !== null && compareDates(to, on) <= 0 && why !== 'death') {
      draft.find('blocking', 'already-ended', `Ce mandat se termine déjà le ${formatDate(to)}.`, {
        detail: 'Pour une fin plus tardive, changez ses dates.',
        field: 'endDate',
      });
    } else {
      planEnd(person, mandate, { on, reason: why }, { facts, today, draft });
    }
  },
};
