import * as z from 'zod/mini';
import { compareDates, dayAfter, formatDate } from '../../../domain/dates.ts';
import { de } from '../../../domain/elision.ts';
import { ROLE_FUNCTIONS } from '../../../domain/roles.ts';
import { EMPTY_DATE } from '../../fields.ts';
import { date, mandateDateRule } from '../../form-schema.ts';
import { onDay, sayDate } from '../../format-answers.ts';
import { storedDate } from '../../payload-schema.ts';
import { findFarDate } from '../../plan-common.ts';
import { findMissingRoles } from '../../plan-roles.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetRole } from '../edit-target.ts';

const values = z.strictObject({ endDate: storedDate });

/** A member leaves a role and stays in the PO. */
export const endRole: EditKind<z.infer<typeof values>> = {
  title: 'Terminer le rôle',
  explanation: 'Le mandat continue. Un rôle noté par erreur s’annule, il ne se termine pas.',
  on: 'role',
  groups: [
    {
      id: 'end',
      title: 'Fin du rôle',
      fields: [{ kind: 'date', name: 'endDate', label: 'Dernier jour du rôle', hint: 'Le dernier jour compris.' }],
    },
  ],
  form: z.object({ endDate: date('Indiquez le dernier jour du rôle.', mandateDateRule) }),
  values,
  toForm: () => ({ endDate: { ...EMPTY_DATE } }),
  sentence: ({ endDate }, { role, name }) =>
    `Terminer le rôle ${de(role ? ROLE_FUNCTIONS[role] : 'membre')} de ${name} ${onDay(endDate)}`,
  answers: ({ endDate }) => [['Dernier jour du rôle', 'endDate', sayDate(endDate)]],
  plan: ({ endDate: on }, step) => {
    const held = targetRole(step);
    if (!held) return;
    const { facts, today, draft } = step;
    const { from, to } = held.period;
    findFarDate('La fin du rôle', on, today, 'endDate', draft);
    if (compareDates(on, from) < 0) {
      draft.find('blocking', 'end-before-start', `Ce rôle ne commence que le ${formatDate(from)}.`, {
        detail: 'S’il a été noté par erreur, annulez-le.',
        field: 'endDate',
      });
    } else if (to !== null && compareDates(to, on) <= 0) {
      draft.find('blocking', 'already-ended', `Ce rôle se termine déjà le ${formatDate(to)}.`, {
        detail: 'Pour une fin plus tardive, changez ses dates.',
        field: 'endDate',
      });
    } else {
      draft.add({ kind: 'end-role', roleId: held.id, on });
      findMissingRoles([held.role], dayAfter(on), facts, draft);
    }
  },
};
