import type { Sql } from 'postgres';
import { createRateLimit, type RateLimit } from '../http/rate-limit.ts';

export type StaffLimits = {
  /** By member of staff: codes and passwords that somebody gives who has shown one factor already, or has a session. */
  proofs: RateLimit;
  /** By place: challenges and passkeys, links, forgotten passwords. */
  strangers: RateLimit;
};

/** Counted for all processes together. Strangers use up a share of their own place, nobody's account. */
export function createStaffLimits(store: Sql | 'memory'): StaffLimits {
  const durationSeconds = 600;
  return {
    proofs: createRateLimit({ store, name: 'staff-proofs', points: 10, durationSeconds }),
    strangers: createRateLimit({ store, name: 'staff-strangers', points: 60, durationSeconds }),
  };
}
