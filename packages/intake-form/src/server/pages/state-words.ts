import type { RequestState } from '@guichet/shared/domain/transitions';
import type { TagKind } from '@guichet/shared/ui/tag';

/** A state as its author reads it, and what happens next. */
export const STATE_WORDS: Record<RequestState, { label: string; kind: TagKind; next: string }> = {
  submitted: {
    label: 'Reçue',
    kind: 'accent',
    next: 'Le secrétariat va la lire. Vous n’avez rien à faire.',
  },
  correction_requested: {
    label: 'Une question pour vous',
    kind: 'warn',
    next: 'Le secrétariat attend votre réponse avant de décider.',
  },
  approved: {
    label: 'Acceptée',
    kind: 'ok',
    next: 'Elle va être appliquée dans la base de données. Vous n’avez rien à faire.',
  },
  applied: { label: 'C’est fait', kind: 'ok', next: 'La base de données est à jour.' },
  failed: {
    label: 'Acceptée, en attente',
    kind: 'warn',
    next: 'Le secrétariat doit encore la vérifier avant de l’appliquer. Vous n’avez rien à faire.',
  },
  rejected: {
    label: 'Refusée',
    kind: 'bad',
    next: 'Rien n’a été changé. Vous pouvez faire une nouvelle demande ou contacter le secrétariat.',
  },
  withdrawn: { label: 'Retirée', kind: 'plain', next: 'Rien n’a été changé.' },
  lapsed: {
    label: 'Sans suite',
    kind: 'plain',
    next: 'La question du secrétariat est restée sans réponse. Rien n’a été changé : vous pouvez faire une nouvelle demande.',
  },
  merged: {
    label: 'Jointe à une autre demande',
    kind: 'plain',
    next: 'La même chose avait déjà été demandée : le secrétariat traite les deux ensemble.',
  },
};
