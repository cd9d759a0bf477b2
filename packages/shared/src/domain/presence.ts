/** What somebody does with the request before them. */
export const DOINGS = ['reading', 'rejecting', 'closing', 'correcting', 'messaging', 'noting', 'amending'] as const;
export type Doing = (typeof DOINGS)[number];

/** How often an open tab says that it is still there, and how long its word holds: two may be missed. */
export const PRESENCE_BEAT_MS = 4_000;
export const PRESENCE_LEASE_SECONDS = 12;

const WORDS: Record<Doing, string> = {
  reading: 'lit cette demande',
  rejecting: 'écrit un refus',
  closing: 'clôture cette demande à la main',
  correcting: 'écrit une question à l’auteur',
  messaging: 'écrit à l’auteur',
  noting: 'écrit une note',
  amending: 'corrige un champ',
};

/** "Delphine écrit un refus". */
export function sayDoing(name: string, doing: Doing): string {
  return `${name} ${WORDS[doing]}`;
}
