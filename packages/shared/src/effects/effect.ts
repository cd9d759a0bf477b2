import type { CivilDate } from '../domain/dates.ts';
import type { PostalAddress } from '../domain/postal-address.ts';
import type { Role } from '../domain/roles.ts';
import type { AccountStateRow, EndReason, MandateState, PersonField, PoField, RoleState } from './world.ts';

/**
 * Everything that applying a request can do to the PO database, as data (DESIGN.md §5): a closed union. Each member has
 * its sentence (describe-effect.ts), its step in memory (advance.ts) and its step in SQL (sql/): none compiles without.
 */
export type Effect =
  | {
      kind: 'create-person';
      personId: string;
      lastName: string;
      firstName: string;
      birthDate: CivilDate;
      email: string | null;
      phone: string | null;
      address: PostalAddress;
    }
  | { kind: 'set-person-field'; personId: string; field: PersonField; from: unknown; to: unknown }
  | { kind: 'mark-deceased'; personId: string }
  /** They are alive: a death was recorded by mistake. */
  | { kind: 'unmark-deceased'; personId: string }
  | { kind: 'open-mandate'; mandateId: string; personId: string; poId: string; from: CivilDate; to: CivilDate | null }
  | { kind: 'end-mandate'; mandateId: string; on: CivilDate; reason: EndReason | null }
  | { kind: 'set-mandate-dates'; mandateId: string; from: CivilDate; to: CivilDate | null }
  | { kind: 'annul-mandate'; mandateId: string }
  | { kind: 'assign-role'; roleId: string; mandateId: string; role: Role; from: CivilDate; to: CivilDate | null }
  | { kind: 'end-role'; roleId: string; on: CivilDate }
  | { kind: 'set-role-dates'; roleId: string; from: CivilDate; to: CivilDate | null }
  | { kind: 'annul-role'; roleId: string }
  /** `on`: the day from which it holds, where that is not the day it is written. */
  | { kind: 'set-po-field'; poId: string; field: PoField; from: unknown; to: unknown; on?: CivilDate }
  /** It will have that enterprise number from that day on: until then nothing of it changes. */
  | { kind: 'announce-number'; poId: string; from: string | null; number: string; on: CivilDate }
  /** It keeps the one it has after all. */
  | { kind: 'withdraw-number'; poId: string; number: string; on: CivilDate }
  | {
      kind: 'found-po';
      poId: string;
      regionId: string;
      fase: number;
      name: string;
      enterpriseNumber: string | null;
      contactEmail: string | null;
      contactPhone: string | null;
      address: PostalAddress;
      on: CivilDate;
    }
  /** Its last day; with the PO that takes it over, where it is merged. */
  | { kind: 'close-po'; poId: string; on: CivilDate; mergedInto: string | null }
  /** It goes on after all; with what was recorded. */
  | { kind: 'reopen-po'; poId: string; closedOn: CivilDate; mergedInto: string | null }
  | {
      kind: 'open-school';
      schoolId: string;
      poId: string;
      name: string;
      fase: number | null;
      address: PostalAddress;
      on: CivilDate | null;
    }
  | { kind: 'close-school'; schoolId: string; on: CivilDate }
  /** It goes on after all; `closedOn`: the day that was recorded. */
  | { kind: 'reopen-school'; schoolId: string; closedOn: CivilDate }
  | { kind: 'rename-school'; schoolId: string; from: string; to: string }
  /** From that day on, which has come, it is another PO's. */
  | { kind: 'transfer-school'; schoolId: string; fromPoId: string; toPoId: string; on: CivilDate }
  /** It will be another PO's from that day on: until then nothing of it changes. */
  | { kind: 'announce-transfer'; schoolId: string; toPoId: string; on: CivilDate }
  /** It stays after all. */
  | { kind: 'withdraw-transfer'; schoolId: string; toPoId: string; on: CivilDate }
  | { kind: 'move-school'; schoolId: string; from: PostalAddress; to: PostalAddress }
  /** An account is made and the activation mail leaves on that day (or at once when the day has come). */
  | { kind: 'invite'; accountId: string; personId: string; email: string; on: CivilDate }
  /** A closed account gives its address up to somebody who comes in with it; its person is invited anew if they come back. */
  | { kind: 'leave-address'; accountId: string; personId: string; email: string }
  /** The address is another account's: the person waits, visibly, for an address of their own. */
  | { kind: 'hold-account'; accountId: string; personId: string; email: string }
  /** A closed account opens again: its person is invited anew and chooses a new password. */
  | { kind: 'reopen-account'; accountId: string; personId: string; email: string; on: CivilDate }
  /** A closed account opens again as it was, with the password that its person chose; they are told on that day. */
  | { kind: 'restore-account'; accountId: string; personId: string; mandateId: string; email: string; on: CivilDate }
  /** Who already has an active account is told that a mandate was added. */
  | { kind: 'announce-mandate'; mandateId: string; personId: string; poId: string; email: string }
  /** The account closes when that day is over, unless another mandate goes on. */
  | { kind: 'close-account'; accountId: string; personId: string; after: CivilDate }
  /**
   * An account not yet activated follows the new address, or a mandate that begins on another day: its link is sent anew,
   * the older one dies. `on`: only when it leaves on a day to come.
   */
  | { kind: 'readdress-invitation'; accountId: string; personId: string; email: string; on?: CivilDate }
  /** An active account moves only when the new address confirms; the old address is told. */
  | { kind: 'propose-sign-in-address'; accountId: string; personId: string; from: string; to: string }
  /** An address that was proposed and never confirmed is proposed no more; its link dies. */
  | { kind: 'withdraw-sign-in-address'; accountId: string; personId: string; to: string }
  /** One record of a human being is merged into the other, which stays; what is about it follows. Comes first. */
  | { kind: 'merge-person'; personId: string; mergedId: string }
  | { kind: 'move-mandate'; mandateId: string; personId: string; fromPersonId: string }
  | { kind: 'move-role'; roleId: string; mandateId: string; fromMandateId: string }
  /** The account that stays is the survivor's; the other one, if there are two, closes and gives its address free. */
  | { kind: 'keep-account'; accountId: string; personId: string; closedAccountId: string | null; mergedId: string }
  /** Both records are again what they were; the rows as they stood before the merger of that cause. */
  | {
      kind: 'unmerge-person';
      personId: string;
      mergedId: string;
      mergeId: string;
      mandates: MandateState[];
      roles: RoleState[];
      accounts: AccountStateRow[];
    };

export type EffectKind = Effect['kind'];
export type EffectOf<K extends EffectKind> = Extract<Effect, { kind: K }>;
