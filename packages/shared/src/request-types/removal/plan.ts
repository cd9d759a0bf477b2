import { type CivilDate, compareDates, formatDate } from '../../domain/dates.ts';
import type { MandateState, PersonState } from '../../effects/world.ts';
import { matchMember } from '../match-person.ts';
import { findFarDate } from '../plan-common.ts';
import type { PlanDraft } from '../plan-draft.ts';
import { planEnd } from '../plan-ends.ts';
import type { FactsWithPo } from '../request-type.ts';
import type { Removal } from './form.ts';

/** A member leaves: the mandate ends, its roles with it, the account when nothing else keeps it open. */
export function planRemoval(payload: Removal, facts: FactsWithPo, today: CivilDate, draft: PlanDraft): void {
  findFarDate('La fin du mandat', payload.endDate, today, 'endDate', draft);
  const person = matchMember(payload, facts, draft);
  if (!person) return;
  draft.about(person.id);
  const mandate = mandateToEnd(person, payload.endDate, facts, draft);
  if (!mandate) return;
  planEnd(person, mandate, { on: payload.endDate, reason: payload.reason }, { facts, today, draft });
  if (facts.submitter.personId === person.id && facts.submitter.roles.includes('president')) {
    draft.find('warning', 'president-leaves', 'Le président demande son propre départ.');
  }
}

/** The mandate that covers the last day. What cannot be ended says why. */
function mandateToEnd(
  person: PersonState,
  endDate: CivilDate,
  facts: FactsWithPo,
  draft: PlanDraft,
): MandateState | null {
  const mandates = Object.values(draft.world.mandates)
    .filter((mandate) => mandate.personId === person.id && mandate.poId === facts.poId && !mandate.annulled)
    .sort((a, b) => compareDates(a.period.from, b.period.from));
  const covering = mandates.find(
    ({ period }) =>
      compareDates(period.from, endDate) <= 0 && (period.to === null || compareDates(period.to, endDate) > 0),
  );
  if (covering) return covering;
  const later = mandates.find(({ period }) => compareDates(period.from, endDate) > 0);
  const last = mandates.findLast(({ period }) => period.to !== null && compareDates(period.to, endDate) <= 0);
  if (last?.period.to) {
    draft.find('blocking', 'already-ended', `Ce mandat se termine déjà le ${formatDate(last.period.to)}.`, {
      field: 'endDate',
    });
  } else if (later) {
    draft.find(
      'blocking',
      'end-before-start',
      `Le mandat ne commence que le ${formatDate(later.period.from)}, après la date de fin demandée.`,
      { field: 'endDate' },
    );
  } else {
    draft.find('blocking', 'not-a-member', 'Cette personne n’a pas de mandat dans ce PO.');
  }
  return null;
}
