import type { CivilDate } from '../dates.ts';
import type { Role } from '../roles.ts';

/** One reason why somebody gets a mailing. */
export type RecipientReason = {
  poId: string;
  /** Null: chosen by hand, whatever the role. */
  role: Role | null;
  /** First day in that role; null when chosen by hand. */
  since: CivilDate | null;
  /** The role that was asked for and that nobody reachable holds in this PO; null: `role` itself was asked for. */
  insteadOf: Role | null;
};

/**
 * Why no mail is written to somebody of the audience: nothing is recorded, mails to the address were refused for good, or
 * the person left this kind of mailing.
 */
export const RECIPIENT_OBSTACLES = ['no-address', 'suppressed', 'left-list'] as const;
export type RecipientObstacle = (typeof RECIPIENT_OBSTACLES)[number];
