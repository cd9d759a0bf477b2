import { addDays, type CivilDate, dayAfter } from './dates.ts';
import { type Period, periodContains } from './periods.ts';
import { ROLES, type Role } from './roles.ts';

/** What can be missing in the file of a PO, in the order in which screens tell it. */
export const GAP_KINDS = ['unheld', 'several', 'no-email', 'ending', 'no-account', 'bounced'] as const;
export type GapKind = (typeof GAP_KINDS)[number];

/** Roles that no PO can do without: statutes and banks ask for them. */
export const REQUIRED_ROLES: readonly Role[] = ['president', 'treasurer', 'secretary'];

/** Roles whose holder must be reachable by mail, because the others are reached through them. */
export const REACHABLE_ROLES: readonly Role[] = ['president', 'secretary'];

/** So many days before its last day a mandate or role is told to be ending. */
export const ENDING_WITHIN_DAYS = 60;

/** A mandate that counts, with what the rule needs to know of its person. Annulled mandates and roles are not in it. */
export type MandateFacts = {
  mandateId: string;
  personId: string;
  period: Period;
  roles: readonly { role: Role; period: Period }[];
  deceased: boolean;
  hasEmail: boolean;
  /** Invited or active. */
  hasAccount: boolean;
  /** No mail goes to the present address any more, or the last that is known of one is that it did not arrive. */
  bounced: boolean;
};

export type Gap = {
  kind: GapKind;
  /** Null where it is about members whatever their role. */
  role: Role | null;
  /** Whom it is about; nobody for a role that nobody holds. */
  personIds: string[];
  /** The last day of what ends. */
  on?: CivilDate;
};

type Office = MandateFacts['roles'][number] & { of: MandateFacts };

/**
 * What a PO lacks on a day, for every role: `isWorthTelling` leaves out those that it may do without. The same rule as
 * the function `po_gaps_of` of the database, which knows it for all days; a test holds both equal. In the order of
 * `GAP_KINDS`, then of the roles.
 * @param closedOn the last day of a PO that closes: what ends with it needs nobody after
 */
export function gapsOn(mandates: readonly MandateFacts[], day: CivilDate, closedOn: CivilDate | null = null): Gap[] {
  const offices = mandates.flatMap((of): Office[] => of.roles.map((held) => ({ ...held, of })));
  const running = offices.filter(({ period }) => periodContains(period, day));
  const members = mandates.filter(({ period, deceased }) => periodContains(period, day) && !deceased);
  const held = ROLES.map((role) => ({ role, holders: running.filter((office) => office.role === role) }));
  return [
    ...held.filter(({ holders }) => holders.length === 0).map(({ role }) => gap('unheld', role, [])),
    ...held.filter(({ holders }) => holders.length > 1).map(({ role, holders }) => gap('several', role, of(holders))),
    ...held
      .filter(({ role }) => REACHABLE_ROLES.includes(role))
      .map(({ role, holders }) => gap('no-email', role, of(holders.filter(isUnreachable))))
      .filter(({ personIds }) => personIds.length > 0),
    ...endings(mandates, offices, running, { day, closedOn }),
    ...about(
      'no-account',
      members.filter(({ hasAccount }) => !hasAccount),
    ),
    ...about(
      'bounced',
      members.filter(({ bounced }) => bounced),
    ),
  ];
}

/** Whether staff should know: any gap but an optional role that nobody holds, or two holders of one that several may hold. */
export function isWorthTelling({ kind, role }: Gap, singleHolderRoles: readonly Role[]): boolean {
  if (kind === 'unheld') return role !== null && REQUIRED_ROLES.includes(role);
  if (kind === 'several') return role !== null && singleHolderRoles.includes(role);
  return true;
}

function isUnreachable({ of: { deceased, hasEmail } }: Office): boolean {
  return !deceased && !hasEmail;
}

function endings(
  mandates: readonly MandateFacts[],
  offices: readonly Office[],
  running: readonly Office[],
  { day, closedOn }: { day: CivilDate; closedOn: CivilDate | null },
): Gap[] {
  const ends = (period: Period) => endsSoon(period, day) && period.to !== closedOn;
  const roles = running
    .filter(({ period, of: { period: outer } }) => ends(period) && period.to !== outer.to)
    .filter(({ role, period }) => !offices.some((next) => next.role === role && continues(next.period, period)))
    .map(({ role, period, of: { personId } }) => gap('ending', role, [personId], period.to));
  const ended = mandates
    .filter(({ period }) => periodContains(period, day) && ends(period))
    .filter(
      ({ personId, period }) => !mandates.some((next) => next.personId === personId && continues(next.period, period)),
    )
    .map(({ personId, period }) => gap('ending', null, [personId], period.to));
  return [...ended, ...roles.sort((a, b) => rank(a) - rank(b))];
}

function endsSoon({ to }: Period, day: CivilDate): boolean {
  return to !== null && to <= addDays(day, ENDING_WITHIN_DAYS);
}

function continues(next: Period, { to }: Period): boolean {
  return to !== null && periodContains(next, dayAfter(to));
}

function gap(kind: GapKind, role: Role | null, personIds: string[], on: CivilDate | null = null): Gap {
  return { kind, role, personIds, ...(on === null ? {} : { on }) };
}

function about(kind: GapKind, members: readonly MandateFacts[]): Gap[] {
  return members.length === 0
    ? []
    : [
        gap(
          kind,
          null,
          members.map(({ personId }) => personId),
        ),
      ];
}

function of(offices: readonly Office[]): string[] {
  return offices.map(({ of: { personId } }) => personId);
}

function rank({ role }: Gap): number {
  return role === null ? -1 : ROLES.indexOf(role);
}
