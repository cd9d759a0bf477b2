import { formatDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { formatReference } from '@guichet/shared/domain/reference';
import type { Origin } from './origins.ts';

/** Where a value comes from, in plain words: « le 3/9/2026 par la demande K7M4-P2XA ». */
export function sayOrigin(origin: Origin | undefined): string {
  if (origin === undefined) return 'à une date inconnue';
  return `le\u00a0${formatDate(todayInBrussels(origin.at))} ${sources[origin.kind](origin)}`;
}

const sources: Record<Origin['kind'], (origin: Origin) => string> = {
  request: ({ reference }) => (reference === null ? 'par une demande' : `par la demande ${formatReference(reference)}`),
  import: ({ imported }) => imports[imported ?? 'registry'],
  'staff-edit': () => 'par le secrétariat',
  'self-service': () => 'depuis l’extranet',
  calendar: () => 'à la date prévue',
  demo: () => 'avec les données de démonstration',
};

const imports: Record<NonNullable<Origin['imported']>, string> = {
  registry: 'depuis le registre officiel',
  members: 'depuis une liste de membres apportée par le secrétariat',
  demo: 'avec les données de démonstration',
  load: 'avec des données d’essai',
};
