import type { MemberView } from '../../contracts/pos.ts';
import type { AccountState } from '../../db/tables/member-account.ts';
import type { MandateFacts } from '../../domain/completeness.ts';
import type { CivilDate } from '../../domain/dates.ts';
import { formatName } from '../../domain/names.ts';
import { formatPeriod, type Period, phaseOn } from '../../domain/periods.ts';
import { ROLE_LABELS, ROLES } from '../../domain/roles.ts';
import type { FileRecord, Subject } from './load-record.ts';
import type { MemberRow, RoleRow } from './load-po-rows.ts';
import { sayText } from './say-values.ts';
import { subjectOf, viewPersonFacts } from './view-person-facts.ts';

const WHEN: MemberView['when'][] = ['present', 'future', 'past'];

const ACCOUNTS: Record<AccountState, string> = {
  waiting: 'en attente d’une adresse mail personnelle',
  invited: 'invitation envoyée, pas encore activé',
  active: 'actif',
  closed: 'fermé',
};

/** Members by name: those of the day, those to come, those who were. */
export function viewMembers(
  members: readonly MemberRow[],
  roles: readonly RoleRow[],
  record: FileRecord,
  day: CivilDate,
): MemberView[] {
  return members
    .map((row) => ({ key: sortName(row, record), view: viewMember(row, rolesOf(row, roles), record, day) }))
    .sort(
      (a, b) =>
        WHEN.indexOf(a.view.when) - WHEN.indexOf(b.view.when) ||
        a.key.localeCompare(b.key, 'fr') ||
        (a.view.from < b.view.from ? -1 : 1),
    )
    .map(({ view }) => view);
}

/** What the rule of completeness needs of a member, as it stood on the day. */
export function factsOfMember(row: MemberRow, roles: readonly RoleRow[], record: FileRecord): MandateFacts {
  const { person, mandate, account, bounced } = row;
  return {
    mandateId: mandate.id,
    personId: person.id,
    period: mandate.period,
    roles: rolesOf(row, roles),
    deceased: person.deceased,
    hasEmail: sayText(record.on(personSubject(row), 'email', person.email)) !== '',
    hasAccount: account?.state === 'invited' || account?.state === 'active',
    bounced,
  };
}

export function personSubject({ person }: MemberRow): Subject {
  return subjectOf(person);
}

/** The name that they bore on the day. */
export function nameOn(row: MemberRow, record: FileRecord): string {
  return formatName({ firstName: namePart(row, 'firstName', record), lastName: namePart(row, 'lastName', record) });
}

/** Of who was erased, what was on record before is not known any more: only that they are erased. */
function namePart(row: MemberRow, field: 'firstName' | 'lastName', record: FileRecord): string {
  return sayText(record.on(personSubject(row), field, row.person[field])) || row.person[field];
}

function sortName(row: MemberRow, record: FileRecord): string {
  return `${namePart(row, 'lastName', record)} ${namePart(row, 'firstName', record)}`;
}

function rolesOf({ mandate }: MemberRow, roles: readonly RoleRow[]): RoleRow[] {
  return roles
    .filter(({ mandateId }) => mandateId === mandate.id)
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || (a.period.from < b.period.from ? -1 : 1));
}

function viewMember(row: MemberRow, roles: readonly RoleRow[], record: FileRecord, day: CivilDate): MemberView {
  const { person, mandate, account } = row;
  return {
    personId: person.id,
    mandateId: mandate.id,
    name: nameOn(row, record),
    deceased: person.deceased,
    erased: person.erasedAt !== null,
    ...viewSpan(mandate.period, mandate.openedBy, mandate.endedBy, record, day),
    roles: roles.map(({ id, role, period, assignedBy, endedBy }) => ({
      id,
      role,
      label: ROLE_LABELS[role],
      ...viewSpan(period, assignedBy, endedBy, record, day),
    })),
    account: account ? ACCOUNTS[account.state] : 'aucun',
    facts: viewPersonFacts(person, record),
  };
}

/** A period as a file tells it, with what opened it and what gave it its end. */
export function viewSpan(period: Period, openedBy: string, endedBy: string | null, record: FileRecord, day: CivilDate) {
  return {
    ...period,
    period: formatPeriod(period, day),
    when: phaseOn(period, day),
    origin: record.origin(openedBy),
    endOrigin: record.origin(endedBy),
  };
}
