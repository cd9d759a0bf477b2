import { addDays, type CivilDate, dayBefore } from '@guichet/shared/domain/dates';
import { derivedId } from '@guichet/shared/domain/hash';
import type { Period } from '@guichet/shared/domain/periods';
import type { PostalAddress } from '@guichet/shared/domain/postal-address';
import { isRole, type Role } from '@guichet/shared/domain/roles';
import { foldForSearch } from '@guichet/shared/domain/text';
import type { EndReason } from '@guichet/shared/effects/world';
import { FIRST_NAMES, LAST_NAMES, MAIL_DOMAINS, STREETS } from './demo-names.ts';
import { DEMO_POS, type DemoPo } from './demo-pos.ts';
import { type Draw, seededDraw } from './draw.ts';

export type DemoMandate = { poIndex: number; period: Period; roles: Role[]; endReason: EndReason | null };

/** How the person signs in: `shared` waits for an address, as the one it has is another person's. */
export type DemoAccount = 'active' | 'invited' | 'shared' | 'closed' | 'none';

export type DemoMember = {
  id: string;
  /** PO and seat, both counted from 1. */
  key: `${number}/${number}`;
  firstName: string;
  lastName: string;
  birthDate: CivilDate;
  email: string | null;
  phone: string;
  address: PostalAddress;
  deceased: boolean;
  mandates: DemoMandate[];
  account: DemoAccount;
};

/** Seats whose holder is something worth showing. */
const WITHOUT_EMAIL = ['3/6', '6/5', '9/8', '11/4'];
/** The second of each couple has the address of the first one. */
const COUPLES: Record<string, string> = { '5/6': '5/5', '10/5': '10/4' };
const DECEASED = '11/6';
const INVITED = ['1/7', '4/5', '7/6', '12/5'];
/** Members of a second PO, with their role there. */
const SECOND_MANDATES: Record<string, { poIndex: number; role: Role }> = {
  '1/5': { poIndex: 6, role: 'administrator' },
  '2/4': { poIndex: 0, role: 'administrator' },
  '3/5': { poIndex: 6, role: 'administrator' },
  '5/4': { poIndex: 7, role: 'pdp-referent' },
  '9/5': { poIndex: 1, role: 'administrator' },
  '12/2': { poIndex: 10, role: 'administrator' },
};

/** The 90 members, the same at every load but for the dates of their mandates, which go with `today`. */
export function demoMembers(today: CivilDate): DemoMember[] {
  const draw = seededDraw(20_261_124);
  const names = drawNames(draw);
  const members: DemoMember[] = [];
  DEMO_POS.forEach((po, poIndex) => {
    po.seats.forEach((seat, index) => {
      const name = names.next().value;
      if (!name) throw new RangeError('There are fewer names than seats.');
      members.push(memberOf({ po, poIndex, seat, key: `${poIndex + 1}/${index + 1}`, name, today, draw }));
    });
  });
  for (const [second, first] of Object.entries(COUPLES)) shareAddress(find(members, second), find(members, first));
  return members;
}

/** @throws RangeError when there is no such seat */
export function find(members: readonly DemoMember[], key: string): DemoMember {
  const member = members.find((candidate) => candidate.key === key);
  if (!member) throw new RangeError(`The demonstration has no seat ${key}.`);
  return member;
}

type Seat = {
  po: DemoPo;
  poIndex: number;
  seat: string;
  key: DemoMember['key'];
  name: { firstName: string; lastName: string };
  today: CivilDate;
  draw: Draw;
};

function memberOf({ po, poIndex, seat, key, name, today, draw }: Seat): DemoMember {
  const [, time = '', held = ''] = /^(?:(past|future|again|leaving) )?(.+)$/.exec(seat) ?? [];
  const roles = held.split('+').map((role) => {
    if (!isRole(role)) throw new RangeError(`"${role}" of seat ${key} is no role.`);
    return role;
  });
  const mandates = mandatesOf({ time, roles, poIndex, today, draw, deceased: key === DECEASED });
  const second = SECOND_MANDATES[key];
  if (second) {
    const { poIndex: elsewhere, role } = second;
    mandates.push({ poIndex: elsewhere, period: since(today, 1 + draw.below(3)), roles: [role], endReason: null });
  }
  const email = WITHOUT_EMAIL.includes(key) ? null : addressOf(name, draw);
  return {
    id: derivedId('demo', 'person', key),
    key,
    ...name,
    birthDate: `${1944 + draw.below(50)}-${two(1 + draw.below(12))}-${two(1 + draw.below(28))}`,
    email,
    phone: `+3247${draw.below(10)}00${String(draw.below(10_000)).padStart(4, '0')}`,
    address: {
      street: draw.one(STREETS),
      number: String(1 + draw.below(140)),
      box: draw.chance(0.1) ? String(1 + draw.below(12)) : '',
      postcode: po.postcode,
      locality: po.locality,
      country: 'BE',
    },
    deceased: key === DECEASED,
    mandates,
    account: accountOf(key, time, email),
  };
}

function accountOf(key: string, time: string, email: string | null): DemoAccount {
  if (email === null || key === DECEASED) return 'none';
  if (time === 'past') return 'closed';
  return time === 'future' || INVITED.includes(key) ? 'invited' : 'active';
}

/** One mailbox for two: the second one has no account yet. */
function shareAddress(second: DemoMember, first: DemoMember): void {
  second.email = first.email;
  second.address = first.address;
  second.account = 'shared';
}

type Time = { time: string; roles: Role[]; poIndex: number; today: CivilDate; draw: Draw; deceased: boolean };

function mandatesOf({ time, roles, poIndex, today, draw, deceased }: Time): DemoMandate[] {
  const present = (period: Period): DemoMandate => ({ poIndex, period, roles, endReason: null });
  const past = (yearsAgo: number, endReason: EndReason): DemoMandate => {
    const from = schoolYear(today, yearsAgo + 3 + draw.below(4));
    return { poIndex, period: { from, to: dayBefore(schoolYear(today, yearsAgo)) }, roles, endReason };
  };
  switch (time) {
    case 'past':
      return [past(1, deceased ? 'death' : draw.one(['resignation', 'end-of-mandate'] as const))];
    case 'again':
      return [present(since(today, 2)), { ...past(4, 'end-of-mandate'), roles: ['administrator'] }];
    case 'future':
      return [present({ from: turnOfTheMonth(today), to: null })];
    case 'leaving':
      return [present({ from: schoolYear(today, 6), to: dayBefore(turnOfTheMonth(today)) })];
    default:
      return [present(since(today, 1 + draw.below(9)))];
  }
}

function since(today: CivilDate, years: number): Period {
  return { from: schoolYear(today, years), to: null };
}

/** The first of September, that many school years ago: at least that many years before today. */
function schoolYear(today: CivilDate, yearsAgo: number): CivilDate {
  const year = Number(today.slice(0, 4)) - yearsAgo - (today.slice(5) >= '09-01' ? 0 : 1);
  return `${String(year).padStart(4, '0')}-09-01`;
}

/** The first day of a month, six to ten weeks ahead. */
function turnOfTheMonth(today: CivilDate): CivilDate {
  return `${addDays(`${addDays(today, 40).slice(0, 8)}01`, 31).slice(0, 8)}01`;
}

/** Each pair of names once, and no last name a second time before all of them were taken. */
function* drawNames(draw: Draw): Generator<{ firstName: string; lastName: string }> {
  const taken = new Set<string>();
  for (let left: string[] = []; ; ) {
    if (left.length === 0) left = [...LAST_NAMES];
    const [lastName = ''] = left.splice(draw.below(left.length), 1);
    const firstName = draw.one(FIRST_NAMES);
    const name = `${firstName} ${lastName}`;
    if (taken.has(name)) continue;
    taken.add(name);
    yield { firstName, lastName };
  }
}

function addressOf({ firstName, lastName }: { firstName: string; lastName: string }, draw: Draw): string {
  const local = [firstName, lastName].map((name) => foldForSearch(name).replaceAll(' ', '-')).join('.');
  return `${local}@${draw.one(MAIL_DOMAINS)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
