import type { CivilDate } from './dates.ts';
import { ROLES, type Role } from './roles.ts';

/** Who a resource is for. */
export type Audience = {
  /** Those whom the installation calls administrators, besides `roles`. */
  administrators: boolean;
  /** Null: every member. */
  roles: readonly Role[] | null;
  /** Empty: of every PO. */
  poIds: readonly string[];
};

/** A PO where somebody holds a mandate, with the roles held there. */
export type Held = { poId: string; roles: readonly Role[] };

/** The roles that open a resource, in their order; null when it asks for none. */
export function openingRoles(
  { administrators, roles }: Pick<Audience, 'administrators' | 'roles'>,
  administratorRoles: readonly Role[],
): Role[] | null {
  if (roles === null) return null;
  return ROLES.filter((role) => roles.includes(role) || (administrators && administratorRoles.includes(role)));
}

/**
 * Why a resource is shut to somebody, or null when it is open: a role counts in the PO where it is held. `po`: it is for
 * POs that are not theirs; `role`: none of their roles there opens it.
 */
export function whyShut(
  audience: Audience,
  held: readonly Held[],
  administratorRoles: readonly Role[],
): 'po' | 'role' | null {
  const there = audience.poIds.length === 0 ? held : held.filter(({ poId }) => audience.poIds.includes(poId));
  if (there.length === 0) return 'po';
  const wanted = openingRoles(audience, administratorRoles);
  const opens = wanted === null || there.some(({ roles }) => roles.some((role) => wanted.includes(role)));
  return opens ? null : 'role';
}

/** Whether members find it on that day: first and last day included. */
export function isShownOn(
  { archived, shownFrom, shownTo }: { archived: boolean; shownFrom: CivilDate | null; shownTo: CivilDate | null },
  day: CivilDate,
): boolean {
  return !archived && (shownFrom === null || shownFrom <= day) && (shownTo === null || day <= shownTo);
}
