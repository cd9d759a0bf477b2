import { PAIR_FILTERS, type PairFilter } from '@guichet/shared/contracts/duplicates';

/** Each part of the list by the word that stands in its address. */
const SLUGS: Record<PairFilter, string> = {
  open: '',
  probable: 'probables',
  possible: 'possibles',
  different: 'differentes',
  merged: 'fusionnees',
};

export const PAIR_TABS: Record<PairFilter, string> = {
  open: 'À regarder',
  probable: 'Probables',
  possible: 'Possibles',
  different: 'Pas la même personne',
  merged: 'Fusionnées',
};

export type PairSearch = { etat?: string; q?: string };

export function readPairSearch(search: Record<string, unknown>): PairSearch {
  const { etat, q } = search;
  return {
    ...(typeof etat === 'string' && filterOf({ etat }) !== 'open' ? { etat } : {}),
    ...(typeof q === 'string' && q !== '' ? { q: q.slice(0, 100) } : {}),
  };
}

export function filterOf({ etat }: PairSearch): PairFilter {
  return PAIR_FILTERS.find((filter) => SLUGS[filter] === etat) ?? 'open';
}

export function searchOf(filter: PairFilter, q: string | undefined): PairSearch {
  return { ...(SLUGS[filter] ? { etat: SLUGS[filter] } : {}), ...(q ? { q } : {}) };
}
