import * as z from 'zod/mini';
import { type CivilDate, compareDates, dayAfter, splitDate } from '../../../domain/dates.ts';
import { formatPeriod, type Period, periodContains } from '../../../domain/periods.ts';
import type { MandateState } from '../../../effects/world.ts';
import { EMPTY_DATE } from '../../fields.ts';
import { date, mandateDateRule, optionalDate } from '../../form-schema.ts';
import { sayDate } from '../../format-answers.ts';
import { storedDate } from '../../payload-schema.ts';
import { planAccountAfterEnd, planAccountForReturn } from '../../plan-account.ts';
import { findFarDate } from '../../plan-common.ts';
import { setMandateDates as moveMandate } from '../../plan-dates.ts';
import { findMissingRoles, rolesOf } from '../../plan-roles.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetMandate } from '../edit-target.ts';

const values = z.strictObject({ from: storedDate, to: z.nullable(storedDate) });

/** The first or the last day of a mandate was recorded wrong, or becomes another one. */
export const setMandateDates: EditKind<z.infer<typeof values>> = {
  title: 'Changer les dates du mandat',
  explanation: 'Les rôles suivent le mandat : ce qui en sortirait est raccourci ou annulé.',
  on: 'mandate',
  groups: [
    {
      id: 'dates',
      title: 'Dates du mandat',
      fields: [
        { kind: 'date', name: 'from', label: 'Premier jour' },
        {
          kind: 'date',
          name: 'to',
          label: 'Dernier jour',
          hint: 'Laissez vide quand aucune fin n’est prévue.',
          optional: true,
        },
      ],
    },
  ],
  form: z.object({ from: date('Indiquez le premier jour.', mandateDateRule), to: optionalDate(mandateDateRule) }),
  values,
  toForm: ({ mandateId }, world) => datesOf(world.mandates[mandateId ?? '']?.period),
  sentence: (period, { name }) => `Changer les dates du mandat de ${name}\u00a0: ${sayPeriod(period)}`,
  answers: ({ from, to }) => [
    ['Premier jour du mandat', 'from', sayDate(from)],
    ['Dernier jour du mandat', 'to', sayDate(to) ?? 'aucun n’est prévu'],
  ],
  plan: (wanted, step) => {
    const mandate = targetMandate(step);
    if (!mandate) return;
    const { facts, today, draft } = step;
    const person = draft.world.persons[mandate.personId];
    if (person?.deceased && (wanted.to === null || compareDates(wanted.to, today) > 0)) {
      draft.find('blocking', 'deceased', 'Cette personne est notée comme décédée.', { field: 'to' });
      return;
    }
    findFarDate('Le début du mandat', wanted.from, today, 'from', draft);
    const held = rolesOf(draft.world, mandate.id).filter(({ period }) => periodContains(period, today));
    const former = mandate.period.from;
    if (!moveMandate(mandate, wanted, { from: 'from', to: 'to' }, draft)) return;
    planAccountForReturn(mandate.personId, mandate.id, today, draft, former);
    if (isShorter(mandate, wanted)) planAccountAfterEnd(mandate.personId, draft);
    const lost = held.filter(({ id }) => !stillHeld(draft.world.roles[id], today));
    findMissingRoles(
      lost.map(({ role }) => role),
      today,
      facts,
      draft,
    );
    const ending = held.filter(({ id, period }) => {
      const now = draft.world.roles[id];
      return stillHeld(now, today) && now?.period.to !== null && now?.period.to !== period.to;
    });
    if (wanted.to !== null && ending.length > 0)
      findMissingRoles(
        ending.map(({ role }) => role),
        dayAfter(wanted.to),
        facts,
        draft,
      );
  },
};

/** "du 1/9/2024 au 31/8/2026", for a sentence; a period that cannot be is said as it was asked. */
export function sayPeriod({ from, to }: Period): string {
  if (to !== null && compareDates(to, from) < 0) return `du ${sayDate(from)} au ${sayDate(to)}`;
  return formatPeriod({ from, to });
}

/** Both days of a period, as a form holds them. */
export function datesOf(period: Period | undefined) {
  return {
    from: period ? splitDate(period.from) : { ...EMPTY_DATE },
    to: period?.to ? splitDate(period.to) : { ...EMPTY_DATE },
  };
}

function isShorter({ period }: MandateState, { to }: Period): boolean {
  return to !== null && (period.to === null || compareDates(to, period.to) < 0);
}

function stillHeld(role: { period: Period; annulled: boolean } | undefined, day: CivilDate): boolean {
  return role !== undefined && !role.annulled && periodContains(role.period, day);
}
