import type { BulkRunView } from '@guichet/shared/contracts/bulk';
import type { BulkItemState, BulkKind } from '@guichet/shared/domain/bulk';

/** "1 demande", "12 demandes", "aucune demande" is for the caller. */
export function count(n: number, one: string, many: string): string {
  return `${n} ${n < 2 ? one : many}`;
}

const VERBS: Record<BulkKind, string> = { approve: 'Approuver', reject: 'Refuser', assign: 'Attribuer' };

/** "Approuver 12 demandes". */
export function titleOf(kind: BulkKind, n: number): string {
  return `${VERBS[kind]} ${count(n, 'demande', 'demandes')}`;
}

const DONE: Record<BulkKind, [one: string, many: string]> = {
  approve: ['approuvée', 'approuvées'],
  reject: ['refusée', 'refusées'],
  assign: ['attribuée', 'attribuées'],
};

/** What a request of a run has become, of one and of many. */
export function stateWords(kind: BulkKind, state: BulkItemState): [one: string, many: string] {
  if (state === 'done') return DONE[kind];
  const words: Record<Exclude<BulkItemState, 'done'>, [string, string]> = {
    waiting: ['en attente', 'en attente'],
    left: ['laissée', 'laissées'],
    stopped: ['arrêtée avant son tour', 'arrêtées avant leur tour'],
    undone: ['annulée', 'annulées'],
  };
  return words[state];
}

/** "38 approuvées, 2 laissées". */
export function sayCounts({ kind, counts }: Pick<BulkRunView, 'kind' | 'counts'>): string {
  const order = ['done', 'left', 'undone', 'stopped', 'waiting'] as const;
  const said = order.filter((state) => counts[state] > 0);
  return said.map((state) => count(counts[state], ...stateWords(kind, state))).join(', ');
}

/** How many have had their turn. */
export function turnsOf({ total, counts }: Pick<BulkRunView, 'total' | 'counts'>): number {
  return total - counts.waiting;
}
