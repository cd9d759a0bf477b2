import { ROLES, type Role } from './roles.ts';

/** What of a member a platform may be told; each is a scope of OpenID Connect. */
export const PLATFORM_SHARES = ['profile', 'email', 'roles'] as const;
export type PlatformShare = (typeof PLATFORM_SHARES)[number];

export const PLATFORM_SHARE_LABELS: Record<PlatformShare, string> = {
  profile: 'nom et prénom',
  email: 'adresse e-mail de connexion',
  roles: 'PO et rôles du jour',
};

/** Whether somebody with these roles comes in: `wanted` null is every member. */
export function opensPlatform(wanted: readonly Role[] | null, held: readonly Role[]): boolean {
  return wanted === null || wanted.some((role) => held.includes(role));
}

/** Of the roles that somebody holds, those that the platform is told: the ones it is for, in their order. */
export function toldRoles(wanted: readonly Role[] | null, held: readonly Role[]): Role[] {
  return ROLES.filter((role) => held.includes(role) && (wanted === null || wanted.includes(role)));
}

/**
 * What makes an address unfit for a platform, as a French sentence that says what to do, or null: https, nothing after
 * a #, no password, no wildcard. `localhost` only where the product is tried out.
 */
export function platformAddressProblem(text: string, { allowLocalhost }: { allowLocalhost: boolean }): string | null {
  if (text.length > 500 || /[\s*#\\]/.test(text) || !URL.canParse(text)) {
    return `« ${text.slice(0, 60)} » n’est pas une adresse complète : copiez celle que donne la plateforme, sans espace, « # » ni « * ».`;
  }
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return 'Une adresse ne peut pas contenir de mot de passe.';
  if (protocol === 'https:' && hostname.includes('.')) return null;
  if (protocol === 'http:' && hostname === 'localhost') {
    return allowLocalhost ? null : 'Une adresse « localhost » ne sert que dans la démonstration.';
  }
  return 'L’adresse doit commencer par https://, pour que personne ne puisse lire ce qui y passe.';
}
