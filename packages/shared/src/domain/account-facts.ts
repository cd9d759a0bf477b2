import type { CivilDate } from './dates.ts';

/** What is known of a person's way to the extranet: what the standing and the acts are derived from. */
export type AccountFacts = {
  deceased: boolean;
  /** The recorded address, which may be another than the one that signs in. */
  email: string | null;
  account: {
    state: 'waiting' | 'invited' | 'active' | 'closed';
    email: string | null;
    /** An approved new address that has not confirmed yet. */
    pendingEmail: string | null;
    createdAt: Date;
    activatedAt: Date | null;
    closedAt: Date | null;
    /** Whether an app of codes or a passkey is asked for besides the password, or instead of it. */
    hasFactors: boolean;
  } | null;
  /** Whether a mandate runs today, or else begins on that day; both null and false: none now or ahead. */
  mandateNow: boolean;
  mandateAhead: CivilDate | null;
  /** The newest activation link. */
  link: { expiresAt: Date; openedAt: Date | null; usedAt: Date | null; voidedAt: Date | null } | null;
  /** The newest activation mail. */
  mail: {
    state: 'pending' | 'sending' | 'sent' | 'failed' | 'unknown' | 'cancelled' | 'held';
    createdAt: Date;
    sentAt: Date | null;
    /** While it is pending: the earliest moment at which it leaves. */
    dueAt: Date | null;
    /** What the other server said, word for word. */
    words: string | null;
  } | null;
  /** Addresses of this person to which nothing may be sent any more, and why. */
  blocked: { address: string; reason: string }[];
};
