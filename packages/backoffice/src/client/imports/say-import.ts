import type { ImportDetail, ImportRunView } from '@guichet/shared/contracts/member-imports';
import type { ImportRowFilter, ImportRowState, ImportState } from '@guichet/shared/domain/member-import';
import { count } from '../bulk/say-run.ts';
import type { TagKind } from '@guichet/shared/ui/tag';

const STATES: Record<ImportState, { label: string; kind: TagKind }> = {
  mapping: { label: 'Colonnes à vérifier', kind: 'warn' },
  planning: { label: 'Essai en cours', kind: 'accent' },
  planned: { label: 'Essai à lire', kind: 'warn' },
  applying: { label: 'Écriture en cours', kind: 'accent' },
  applied: { label: 'Importée', kind: 'ok' },
  cancelled: { label: 'Abandonnée', kind: 'plain' },
};

export function sayImportState({ state }: Pick<ImportRunView, 'state'>): { label: string; kind: TagKind } {
  return STATES[state];
}

const ROW_STATES: Record<ImportRowState, { label: string; kind: TagKind }> = {
  waiting: { label: 'Attend l’essai', kind: 'plain' },
  refused: { label: 'Refusée', kind: 'bad' },
  ready: { label: 'Prête', kind: 'accent' },
  nothing: { label: 'Rien à changer', kind: 'plain' },
  applied: { label: 'Importée', kind: 'ok' },
  stale: { label: 'À essayer à nouveau', kind: 'bad' },
};

export function sayRowState(state: ImportRowState): { label: string; kind: TagKind } {
  return ROW_STATES[state];
}

const FILTERS: Record<Exclude<ImportRowFilter, 'all'>, [one: string, many: string]> = {
  refused: ['refusée', 'refusées'],
  warnings: ['avec avertissement', 'avec avertissement'],
  create: ['crée une personne', 'créent une personne'],
  change: ['change une fiche', 'changent une fiche'],
  nothing: ['sans changement', 'sans changement'],
  applied: ['importée', 'importées'],
};

/** The filters that show something, with their numbers: "12 refusées". */
export function filtersOf(counts: ImportDetail['counts']): { show: ImportRowFilter; label: string }[] {
  const present = (Object.keys(FILTERS) as (keyof typeof FILTERS)[]).filter((show) => counts[show] > 0);
  return [
    { show: 'all' as const, label: `Toutes (${counts.rows})` },
    ...present.map((show) => ({ show, label: count(counts[show], ...FILTERS[show]) })),
  ];
}
