import * as z from 'zod/mini';
import { compareDates } from '../../../domain/dates.ts';
import { formatPeriod, periodsOverlap, periodWithin } from '../../../domain/periods.ts';
import { ROLE_LABELS, ROLES, type Role } from '../../../domain/roles.ts';
import { EMPTY_DATE } from '../../fields.ts';
import { date, field, mandateDateRule, optionalDate, type Parsed } from '../../form-schema.ts';
import { nameRoles, onDay, sayDate } from '../../format-answers.ts';
import { storedDate, storedRole } from '../../payload-schema.ts';
import { findFarDate } from '../../plan-common.ts';
import { planRole, rolesOf } from '../../plan-roles.ts';
import { ROLE_OPTIONS } from '../../role-options.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetMandate } from '../edit-target.ts';

const values = z.strictObject({ role: storedRole, from: storedDate, to: z.nullable(storedDate) });

const role = field(z._default(z.string(), ''), (text): Parsed<Role> => {
  const found = ROLES.find((code) => code === text);
  return found ? { ok: true, value: found } : { ok: false, message: 'Choisissez le rôle.' };
});

/** A member of the PO takes a role within the mandate. */
export const assignRole: EditKind<z.infer<typeof values>> = {
  title: 'Ajouter un rôle',
  on: 'mandate',
  groups: [
    {
      id: 'role',
      title: 'Rôle',
      fields: [
        { kind: 'select', name: 'role', label: 'Rôle', options: ROLE_OPTIONS },
        { kind: 'date', name: 'from', label: 'Premier jour du rôle', hint: 'Par exemple 1 9 2026.' },
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
  form: z.object({
    role,
    from: date('Indiquez le premier jour du rôle.', mandateDateRule),
    to: optionalDate(mandateDateRule),
  }),
  values,
  toForm: () => ({ role: '', from: { ...EMPTY_DATE }, to: { ...EMPTY_DATE } }),
  sentence: ({ role: given, from }, { name }) => `Noter ${name} comme ${nameRoles([given])} ${onDay(from)}`,
  answers: ({ role: given, from, to }) => [
    ['Rôle', 'role', ROLE_LABELS[given]],
    ['Premier jour du rôle', 'from', sayDate(from)],
    ['Dernier jour du rôle', 'to', sayDate(to) ?? 'celui du mandat'],
  ],
  plan: ({ role: given, from, to }, step) => {
    const mandate = targetMandate(step);
    if (!mandate) return;
    const { facts, today, draft } = step;
    if (to !== null && compareDates(to, from) < 0) {
      draft.find('blocking', 'end-before-start', 'Le rôle se terminerait avant de commencer.', { field: 'to' });
      return;
    }
    const wanted = { from, to: to ?? mandate.period.to };
    const starts = { from, to: from };
    if (!periodWithin(starts, mandate.period) || !periodWithin(wanted, mandate.period)) {
      draft.find('blocking', 'role-outside-mandate', `Ces dates sortent du mandat, ${formatPeriod(mandate.period)}.`, {
        field: 'from',
      });
      return;
    }
    const twin = rolesOf(draft.world, mandate.id, given).find(({ period }) => periodsOverlap(period, wanted));
    if (twin) {
      draft.find('blocking', 'roles-overlap', `Ce rôle est déjà noté ${formatPeriod(twin.period, today)}.`, {
        detail: 'Changez plutôt ses dates.',
        field: 'role',
      });
      return;
    }
    findFarDate('Le début du rôle', from, today, 'from', draft);
    planRole({ role: given, mandateId: mandate.id, from, to, replaces: [] }, facts, draft);
  },
};
