import type { RequestView } from '@guichet/shared/contracts/request-view';

/** "Marie Modèle lira", "Marie Modèle et Luc Essai liront": who reads what is decided in words. */
export function readersOf({ submitter, followers }: Pick<RequestView, 'submitter' | 'followers'>): string {
  const names = [...new Set([submitter.name, ...followers.map((follower) => follower.submitter)])];
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} et ${last} liront` : `${last} lira`;
}
