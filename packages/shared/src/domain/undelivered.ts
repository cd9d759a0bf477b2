/**
 * How a mail did not arrive. `refused`: by the other server. `returned`: it came back later. `blocked`: not sent, the
 * address had refused before. `unknown`: the link dropped.
 */
export const UNDELIVERED = ['refused', 'returned', 'blocked', 'unknown'] as const;
export type HowUndelivered = (typeof UNDELIVERED)[number];

export const UNDELIVERED_LABELS: Record<HowUndelivered, string> = {
  refused: 'Refusés par le serveur',
  returned: 'Revenus après coup',
  blocked: 'Non envoyés, adresse bloquée',
  unknown: 'Sans certitude',
};

/** The same in the address of a list. */
export const UNDELIVERED_SLUGS: Record<HowUndelivered, string> = {
  refused: 'refuses',
  returned: 'revenus',
  blocked: 'adresse-bloquee',
  unknown: 'sans-certitude',
};
