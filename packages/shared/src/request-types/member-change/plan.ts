import { type CivilDate, compareDates, dayAfter, formatDate } from '../../domain/dates.ts';
import { de } from '../../domain/elision.ts';
import { formatPeriod, type Period } from '../../domain/periods.ts';
import { ROLE_FUNCTIONS } from '../../domain/roles.ts';
import type { MandateState, PersonState } from '../../effects/world.ts';
import { matchMember } from '../match-person.ts';
import { findSharedEmail, planAccountAfterEnd, planAccountForEmail } from '../plan-account.ts';
import { findFarDate } from '../plan-common.ts';
import { setMandateDates, setRoleDates } from '../plan-dates.ts';
import type { PlanDraft } from '../plan-draft.ts';
import { planIdentity, planPersonFields } from '../plan-person-fields.ts';
import { findMissingRoles, planRole, rolesOf } from '../plan-roles.ts';
import type { FactsWithPo } from '../request-type.ts';
import type { MemberChange } from './form.ts';

/** Something changes for a member: contacts, identity, roles, dates. */
export function planMemberChange(payload: MemberChange, facts: FactsWithPo, today: CivilDate, draft: PlanDraft): void {
  const person = matchMember({ ...payload, birthDate: payload.knownBirthDate, email: null }, facts, draft);
  if (!person) return;
  draft.about(person.id);
  planContacts(person, payload, today, draft);
  const { newFirstName: firstName, newLastName: lastName, birthDate } = payload;
  planIdentity(person, { firstName, lastName, birthDate }, today, draft);
  if (!touchesMandate(payload)) {
    if (draft.effects.length === 0 && draft.findings.every((finding) => finding.severity !== 'blocking')) {
      draft.find('blocking', 'nothing-changes', 'Tout cela est déjà enregistré : il n’y a rien à changer.', {
        detail: 'Refusez la demande ou clôturez-la à la main.',
      });
    }
    return;
  }
  const mandate = mandateToChange(person, payload, facts, today, draft);
  if (!mandate) return;
  planMandateDates(mandate, payload, draft);
  planRoleDates(mandate, payload, draft);
  endRoles(mandate, payload, facts, draft);
  if (payload.addedFrom) {
    findFarDate('Le début du rôle', payload.addedFrom, today, 'addedFrom', draft);
    addRoles(mandate, payload, payload.addedFrom, facts, draft);
  }
  if (payload.mandateTo) planAccountAfterEnd(person.id, draft);
}

function touchesMandate(payload: MemberChange): boolean {
  const { addedRoles, endedRoles, mandateFrom, mandateTo, correctedRole } = payload;
  return (
    addedRoles.length + endedRoles.length > 0 || mandateFrom !== null || mandateTo !== null || correctedRole !== null
  );
}

function planContacts(person: PersonState, payload: MemberChange, today: CivilDate, draft: PlanDraft): void {
  const { email, phone, address } = payload;
  if (email) findSharedEmail(person.id, email, draft);
  const changed = planPersonFields(person, { email, phone, address }, draft);
  if (email && changed.includes('email')) planAccountForEmail(person.id, email, today, draft);
}

/** The mandate that goes on, or the next, or the last: where roles and dates are meant. */
function mandateToChange(
  person: PersonState,
  payload: MemberChange,
  facts: FactsWithPo,
  today: CivilDate,
  draft: PlanDraft,
): MandateState | null {
  const mandates = Object.values(draft.world.mandates)
    .filter((mandate) => mandate.personId === person.id && mandate.poId === facts.poId && !mandate.annulled)
    .sort((a, b) => compareDates(a.period.from, b.period.from));
  const day = payload.addedFrom ?? payload.endedOn ?? today;
  const covers = (mandate: MandateState, date: CivilDate) =>
    compareDates(mandate.period.from, date) <= 0 &&
    (mandate.period.to === null || compareDates(mandate.period.to, date) >= 0);
  const found =
    mandates.find((mandate) => covers(mandate, day)) ??
    mandates.find((mandate) => covers(mandate, today)) ??
    mandates.find((mandate) => compareDates(mandate.period.from, today) > 0) ??
    mandates.at(-1);
  if (!found) draft.find('blocking', 'not-a-member', 'Cette personne n’a pas de mandat dans ce PO.');
  return found ?? null;
}

function planMandateDates(mandate: MandateState, payload: MemberChange, draft: PlanDraft): void {
  const { mandateFrom, mandateTo } = payload;
  if (!mandateFrom && !mandateTo) return;
  const wanted: Period = { from: mandateFrom ?? mandate.period.from, to: mandateTo ?? mandate.period.to };
  setMandateDates(mandate, wanted, { from: 'mandateFrom', to: 'mandateTo' }, draft);
}

function planRoleDates(mandate: MandateState, payload: MemberChange, draft: PlanDraft): void {
  const { correctedRole, correctedRoleFrom, correctedRoleTo } = payload;
  if (!correctedRole) return;
  const held = rolesOf(draft.world, mandate.id, correctedRole).at(-1);
  if (!held) {
    draft.find(
      'blocking',
      'role-not-held',
      `Cette personne n’a pas le rôle ${de(ROLE_FUNCTIONS[correctedRole])} dans ce mandat.`,
      { field: 'correctedRole' },
    );
    return;
  }
  const wanted: Period = { from: correctedRoleFrom ?? held.period.from, to: correctedRoleTo ?? held.period.to };
  setRoleDates(held, wanted, { from: 'correctedRoleFrom', to: 'correctedRoleTo' }, draft);
}

function endRoles(mandate: MandateState, payload: MemberChange, facts: FactsWithPo, draft: PlanDraft): void {
  const { endedOn } = payload;
  if (!endedOn) return;
  for (const role of payload.endedRoles) {
    const held = rolesOf(draft.world, mandate.id, role).find(
      ({ period }) => period.to === null || compareDates(period.to, endedOn) > 0,
    );
    const ended = rolesOf(draft.world, mandate.id, role).find(({ period }) => period.to === endedOn);
    if (!held && ended) {
      // Whoever follows in that role may have been decided first: it ended in the same act.
      draft.find(
        'info',
        `role-already-ends:${role}`,
        `Le rôle ${de(ROLE_FUNCTIONS[role])} se termine déjà ce jour-là.`,
        { field: 'endedRoles' },
      );
    } else if (!held) {
      draft.find(
        'blocking',
        `role-not-held:${role}`,
        `Cette personne n’a plus le rôle ${de(ROLE_FUNCTIONS[role])} à cette date.`,
        { field: 'endedRoles' },
      );
    } else if (compareDates(held.period.from, endedOn) > 0) {
      draft.find(
        'blocking',
        `end-before-start:${role}`,
        `Le rôle ${de(ROLE_FUNCTIONS[role])} ne commence que le ${formatDate(held.period.from)}.`,
        { field: 'endedOn' },
      );
    } else {
      draft.add({ kind: 'end-role', roleId: held.id, on: endedOn });
    }
  }
  findMissingRoles(payload.endedRoles, dayAfter(endedOn), facts, draft);
}

function addRoles(
  mandate: MandateState,
  { addedRoles, replaces }: MemberChange,
  from: CivilDate,
  facts: FactsWithPo,
  draft: PlanDraft,
): void {
  const period = draft.world.mandates[mandate.id]?.period ?? mandate.period;
  if (compareDates(from, period.from) < 0 || (period.to !== null && compareDates(from, period.to) > 0)) {
    draft.find('blocking', 'role-outside-mandate', `Le rôle commencerait hors du mandat, ${formatPeriod(period)}.`, {
      field: 'addedFrom',
    });
    return;
  }
  for (const role of addedRoles) planRole({ role, mandateId: mandate.id, from, replaces }, facts, draft);
}
