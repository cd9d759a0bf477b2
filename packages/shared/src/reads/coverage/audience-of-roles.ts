import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import type { Role } from '../../domain/roles.ts';

/** Whoever holds one of these roles today, and nobody instead; in all open POs, or in those that are left. */
export function audienceOfRoles(roles: readonly Role[], pos: AudienceCriteria['pos'] = {}): AudienceCriteria {
  return { roles: [...roles], pos, day: null, fallbacks: [], include: [], exclude: [] };
}
