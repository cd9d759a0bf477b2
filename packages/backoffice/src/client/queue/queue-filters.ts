import type { QueueGroup } from '@guichet/shared/contracts/request-list';

/** The filters as they stand in the address, in French: a view is shared by sharing its address. */
export type QueueFilters = {
  etat?: string | undefined;
  type?: string | undefined;
  po?: string | undefined;
  q?: string | undefined;
};

type Tab = { slug: string; label: string; title: string; empty: string };

export const QUEUE_TABS: Record<QueueGroup, Tab> = {
  todo: { slug: 'a-traiter', label: 'À traiter', title: 'À traiter', empty: 'Rien à traiter. Bravo.' },
  failed: { slug: 'en-echec', label: 'En échec', title: 'En échec', empty: 'Aucun échec.' },
  approved: {
    slug: 'approuvees',
    label: 'Approuvées',
    title: 'Approuvées, pas encore appliquées',
    empty: 'Aucune demande n’attend d’être appliquée.',
  },
  waiting: {
    slug: 'en-attente',
    label: 'En attente',
    title: 'En attente de l’auteur',
    empty: 'Aucune demande n’attend une réponse de son auteur.',
  },
  closed: { slug: 'terminees', label: 'Terminées', title: 'Terminées', empty: 'Aucune demande terminée.' },
  all: { slug: 'toutes', label: 'Toutes', title: 'Toutes les demandes', empty: 'Aucune demande.' },
};

export function groupOf({ etat }: QueueFilters): QueueGroup {
  const groups = Object.keys(QUEUE_TABS) as QueueGroup[];
  return groups.find((group) => QUEUE_TABS[group].slug === etat) ?? 'todo';
}

/** Keeps what is a filter and says something; an address written by hand breaks nothing. */
export function readFilters(search: Record<string, unknown>): QueueFilters {
  const text = (key: string, longest: number) => {
    const value = search[key];
    return typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined;
  };
  const group = groupOf({ etat: text('etat', 20) });
  const filters: QueueFilters = {
    etat: group === 'todo' ? undefined : QUEUE_TABS[group].slug,
    type: text('type', 60),
    po: /^[0-9a-f-]{36}$/.test(text('po', 36) ?? '') ? text('po', 36) : undefined,
    q: text('q', 100),
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

export function isNarrowed({ type, po, q }: QueueFilters): boolean {
  return type !== undefined || po !== undefined || q !== undefined;
}
