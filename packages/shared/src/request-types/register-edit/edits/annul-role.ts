import * as z from 'zod/mini';
import { de } from '../../../domain/elision.ts';
import { formatPeriod, periodContains } from '../../../domain/periods.ts';
import { ROLE_FUNCTIONS, ROLE_LABELS } from '../../../domain/roles.ts';
import { findMissingRoles } from '../../plan-roles.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetRole } from '../edit-target.ts';

const values = z.strictObject({});

/** A role was recorded by mistake: it never was, and stays readable with the reason. */
export const annulRole: EditKind<z.infer<typeof values>> = {
  title: 'Annuler le rôle',
  explanation:
    'Pour un rôle noté par erreur : il n’aurait jamais existé, et reste lisible avec votre raison. Le mandat continue.',
  on: 'role',
  needsReason: true,
  groups: [],
  form: values,
  values,
  toForm: () => ({}),
  sentence: (_, { role, name }) =>
    `Annuler le rôle ${de(role ? ROLE_FUNCTIONS[role] : 'membre')} de ${name}, noté par erreur`,
  answers: (_, { role, name }) => [['Rôle annulé', 'roleId', role ? `${ROLE_LABELS[role]}, ${name}` : name]],
  plan: (_, step) => {
    const held = targetRole(step);
    if (!held) return;
    const { facts, today, draft } = step;
    draft.add({ kind: 'annul-role', roleId: held.id });
    draft.find('info', 'annulled-period', `Rôle noté ${formatPeriod(held.period, today)}.`);
    if (periodContains(held.period, today)) findMissingRoles([held.role], today, facts, draft);
  },
};
