import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import type { Role } from '../roles.ts';

export type Uncovered = {
  why?: 'unheld' | 'unreachable' | undefined;
  district?: string | undefined;
  /** Words of the name. */
  q?: string | undefined;
};

/**
 * POs where nobody whom a mail reaches holds a role, as an audience says it: the board lists them so, and a mailing that asks
 * them finds them anew when it leaves, however many they are.
 */
export function uncoveredPos(role: Role, { why, district, q = '' }: Uncovered): AudienceCriteria['pos'] {
  return {
    ...(district === undefined ? {} : { districts: [district] }),
    ...(q.trim() === '' ? {} : { named: q.trim() }),
    without: { role, ...(why === undefined ? {} : { why }) },
  };
}
