import * as z from 'zod/mini';
import { formatPeriod, periodContains } from '../../../domain/periods.ts';
import { planAccountAfterAnnulment } from '../../plan-account.ts';
import { findMissingRoles, rolesOf } from '../../plan-roles.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetMandate } from '../edit-target.ts';

const values = z.strictObject({});

/** A mandate was recorded by mistake: it never was, and stays readable with the reason. */
export const annulMandate: EditKind<z.infer<typeof values>> = {
  title: 'Annuler le mandat',
  explanation:
    'Pour un mandat noté par erreur : il n’aurait jamais existé, et reste lisible avec votre raison. Un membre qui part, lui, termine son mandat.',
  on: 'mandate',
  needsReason: true,
  groups: [],
  form: values,
  values,
  toForm: () => ({}),
  sentence: (_, { name }) => `Annuler un mandat de ${name}, noté par erreur`,
  answers: (_, { name }) => [['Mandat annulé', 'mandateId', name]],
  plan: (_, step) => {
    const mandate = targetMandate(step);
    if (!mandate) return;
    const { facts, today, draft } = step;
    const held = rolesOf(draft.world, mandate.id);
    for (const { id: roleId } of held) draft.add({ kind: 'annul-role', roleId });
    draft.add({ kind: 'annul-mandate', mandateId: mandate.id });
    draft.find('info', 'annulled-period', `Mandat noté ${formatPeriod(mandate.period, today)}.`);
    planAccountAfterAnnulment(mandate.personId, today, draft);
    const lost = held.filter(({ period }) => periodContains(period, today)).map(({ role }) => role);
    findMissingRoles(lost, today, facts, draft);
  },
};
