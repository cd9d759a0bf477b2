import * as z from 'zod/mini';
import { dayAfter } from '../../../domain/dates.ts';
import { periodContains } from '../../../domain/periods.ts';
import { ROLE_FUNCTIONS } from '../../../domain/roles.ts';
import { de } from '../../../domain/elision.ts';
import { date, mandateDateRule, optionalDate } from '../../form-schema.ts';
import { sayDate } from '../../format-answers.ts';
import { storedDate } from '../../payload-schema.ts';
import { findFarDate } from '../../plan-common.ts';
import { setRoleDates as moveRole } from '../../plan-dates.ts';
import { findMissingRoles } from '../../plan-roles.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetRole } from '../edit-target.ts';
import { datesOf, sayPeriod } from './set-mandate-dates.ts';

const values = z.strictObject({ from: storedDate, to: z.nullable(storedDate) });

/** The first or the last day of a role was recorded wrong, or becomes another one. */
export const setRoleDates: EditKind<z.infer<typeof values>> = {
  title: 'Changer les dates du rôle',
  on: 'role',
  groups: [
    {
      id: 'dates',
      title: 'Dates du rôle',
      fields: [
        { kind: 'date', name: 'from', label: 'Premier jour' },
        {
          kind: 'date',
          name: 'to',
          label: 'Dernier jour',
          hint: 'Laissez vide pour aller jusqu’à la fin du mandat.',
          optional: true,
        },
      ],
    },
  ],
  form: z.object({ from: date('Indiquez le premier jour.', mandateDateRule), to: optionalDate(mandateDateRule) }),
  values,
  toForm: ({ roleId }, world) => datesOf(world.roles[roleId ?? '']?.period),
  sentence: (period, { role, name }) =>
    `Changer les dates du rôle ${de(role ? ROLE_FUNCTIONS[role] : 'membre')} de ${name}\u00a0: ${sayPeriod(period)}`,
  answers: ({ from, to }) => [
    ['Premier jour du rôle', 'from', sayDate(from)],
    ['Dernier jour du rôle', 'to', sayDate(to) ?? 'celui du mandat'],
  ],
  plan: ({ from, to }, step) => {
    const held = targetRole(step);
    if (!held) return;
    const { facts, today, draft } = step;
    const wanted = { from, to: to ?? draft.world.mandates[held.mandateId]?.period.to ?? null };
    if (wanted.from === held.period.from && wanted.to === held.period.to) {
      draft.find('info', 'same-dates', 'Ce sont déjà les dates enregistrées du rôle.', { field: 'from' });
      return;
    }
    findFarDate('Le début du rôle', from, today, 'from', draft);
    if (!moveRole(held, wanted, { from: 'from', to: 'to' }, draft)) return;
    if (!periodContains(held.period, today)) return;
    if (!periodContains(wanted, today)) findMissingRoles([held.role], today, facts, draft);
    else if (wanted.to !== null && wanted.to !== held.period.to)
      findMissingRoles([held.role], dayAfter(wanted.to), facts, draft);
  },
};
