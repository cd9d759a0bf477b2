import { ROLE_LABELS, type Role } from '@guichet/shared/domain/roles';

/** The roles that open something, at the end of a sentence: "avec le rôle Trésorier·ère." */
export function OpeningRoles({ roles }: { roles: readonly Role[] }) {
  return (
    <>
      {roles.length === 1 ? 'avec le rôle ' : 'avec un de ces rôles : '}
      <strong>{roles.map((role) => ROLE_LABELS[role]).join(', ')}</strong>.
    </>
  );
}

/** Of one role or of several: that the reader holds none, and how a sentence begins for who does all the same. */
export function sayMissing(roles: readonly Role[]): { none: string; ifHeld: string } {
  return roles.length === 1
    ? { none: 'Vous ne l’exercez pas aujourd’hui.', ifHeld: 'Si vous l’exercez' }
    : { none: 'Vous n’en exercez aucun aujourd’hui.', ifHeld: 'Si vous en exercez un' };
}
