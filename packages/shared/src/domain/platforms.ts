import { ROLES, type Role } from './roles.ts';

/** What of a member a platform may be told; each is a scope of OpenID Connect. */
export const PLATFORM_SHARES = ['profile', 'email', 'roles'] as const;
export type PlatformShare = (typeof PLATFORM_SHARES)[number];

/** Whether somebody with these roles comes in: `wanted` null is every member. */
export function opensPlatform(wanted: readonly Role[] | null, held: readonly Role[]): boolean {
  return wanted === null || wanted.some((role) => held.includes(role));
}

/** Of the roles that somebody holds, those that the platform is told: the ones it is for, in their order. */
export function toldRoles(wanted: readonly Role[] | null, held: readonly Role[]): Role[] {
  return ROLES.filter((role) => held.includes(role) && (wanted === null || wanted.includes(role)));
}
