import type { TeamMemberView } from '@guichet/shared/contracts/team';
import type { TagKind } from '@guichet/shared/ui/tag';
import { sayMoment } from '../../text/moments.ts';

export const ROLE_WORDS: Record<TeamMemberView['role'], { label: string; hint: string }> = {
  reader: { label: 'Lecture', hint: 'lit les demandes et la base, ne décide rien' },
  secretariat: { label: 'Secrétariat', hint: 'traite les demandes et corrige la base' },
  administrator: { label: 'Administration', hint: 'comme le secrétariat, et gère l’équipe et les réglages' },
};

export const ROLE_OPTIONS = (['reader', 'secretariat', 'administrator'] as const).map((value) => ({
  value,
  label: `${ROLE_WORDS[value].label}\u00a0: ${ROLE_WORDS[value].hint}`,
}));

export const STATE_WORDS: Record<TeamMemberView['state'], { label: string; kind: TagKind }> = {
  active: { label: 'Actif', kind: 'ok' },
  invited: { label: 'Invité', kind: 'warn' },
  left: { label: 'Parti', kind: 'plain' },
  withdrawn: { label: 'Invitation retirée', kind: 'plain' },
};

/** How somebody proves who they are, besides the password. */
export function sayFactors({ factors, state }: TeamMemberView): string | null {
  if (state !== 'active') return null;
  const parts = [
    ...(factors.passkeys === 0
      ? []
      : [factors.passkeys === 1 ? 'une clé d’accès' : `${factors.passkeys} clés d’accès`]),
    ...(factors.totp ? ['une application de codes'] : []),
  ];
  return parts.length === 0 ? 'Pas encore de second facteur' : `Second facteur : ${parts.join(' et ')}`;
}

/** Where somebody stands: the last sign-in, or until when the invitation is good. */
export function sayPresence(member: TeamMemberView): string {
  const { state, invitedUntil, lastSignInAt, leftAt } = member;
  if (state === 'invited') {
    return invitedUntil === null
      ? 'L’invitation a expiré : renvoyez-la'
      : `L’invitation vaut jusqu’${sayMoment(invitedUntil)
          .replace(/^le /, 'au ')
          .replace(/^(aujourd|hier)/, 'à $1')}`;
  }
  if (leftAt !== null) return `${state === 'left' ? 'Parti·e' : 'Retirée'} ${sayMoment(leftAt)}`;
  return lastSignInAt === null ? 'Ne s’est pas encore connecté·e' : `Dernière connexion ${sayMoment(lastSignInAt)}`;
}
