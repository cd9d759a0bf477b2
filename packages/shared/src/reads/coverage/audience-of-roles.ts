import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import type { Role } from '../../domain/roles.ts';

/** Whoever holds one of these roles today, and nobody instead; in all open POs, or in those of a district. */
export function audienceOfRoles(roles: readonly Role[], district?: string): AudienceCriteria {
  const pos = district === undefined ? {} : { districts: [district] };
  return { roles: [...roles], pos, day: null, fallbacks: [], include: [], exclude: [] };
}
