import type { CivilDate } from '../domain/dates.ts';
import type { Period } from '../domain/periods.ts';
import type { PostalAddress } from '../domain/postal-address.ts';
import type { Role } from '../domain/roles.ts';

export type EndReason = 'resignation' | 'end-of-mandate' | 'death' | 'other';
export type PersonField = 'lastName' | 'firstName' | 'birthDate' | 'email' | 'phone' | 'address';
export type PoField = 'name' | 'enterpriseNumber' | 'contactEmail' | 'contactPhone' | 'address';
export type AccountStateName = 'waiting' | 'invited' | 'active' | 'closed';

export type PoState = {
  id: string;
  fase: number;
  name: string;
  enterpriseNumber: string | null;
  contactEmail: string | null;
  contactPhone: string | null;
  address: PostalAddress;
  /** Only of one that staff founded: its first day. */
  openedOn?: CivilDate;
  /** Only of one that closes: its last day. */
  closedOn?: CivilDate;
  /** Only of one that was merged: the PO that took it over. */
  mergedInto?: string;
  /** Only of one that will have another enterprise number: which, and from which day on. */
  nextNumber?: { number: string; on: CivilDate };
};
export type SchoolState = {
  id: string;
  poId: string;
  fase: number | null;
  name: string;
  address: PostalAddress;
  openedOn: CivilDate | null;
  closedOn: CivilDate | null;
  /** Only of one that will go to another PO: which, and from which day on. */
  next?: { poId: string; on: CivilDate };
};
export type PersonState = {
  id: string;
  lastName: string;
  firstName: string;
  birthDate: CivilDate;
  email: string | null;
  phone: string | null;
  address: PostalAddress;
  deceased: boolean;
  /** Only of a record that was merged: the one that stays. */
  mergedInto?: string;
};
export type MandateState = { id: string; personId: string; poId: string; period: Period; annulled: boolean };
export type RoleState = { id: string; mandateId: string; role: Role; period: Period; annulled: boolean };
export type AccountStateRow = {
  id: string;
  personId: string;
  email: string | null;
  pendingEmail: string | null;
  state: AccountStateName;
  /** Only of a closed one whose person chose a password: it still opens the account. */
  keepsPassword?: true;
};

/**
 * The part of the PO database that a plan looks at: rows by id. Loaded once, then moved forward in memory by effects,
 * so that a plan can be made on the state as it will be.
 */
export type World = {
  pos: Record<string, PoState>;
  schools: Record<string, SchoolState>;
  persons: Record<string, PersonState>;
  mandates: Record<string, MandateState>;
  roles: Record<string, RoleState>;
  accounts: Record<string, AccountStateRow>;
};

/** A world with nothing in it. */
export function emptyWorld(): World {
  return { pos: {}, schools: {}, persons: {}, mandates: {}, roles: {}, accounts: {} };
}
