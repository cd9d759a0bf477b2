import type { LabelSelection } from '@guichet/shared/contracts/labels';
import { isRole } from '@guichet/shared/domain/roles';
import { type PoFilters, poQueryOf, readPoFilters } from '../pos/po-filters.ts';

/** Which list, in the address: the filters are those of the list of POs. */
export type LabelSearch = PoFilters & { liste?: 'po' | 'membres' | undefined; role?: string | undefined };

export function readLabelSearch(search: Record<string, unknown>): LabelSearch {
  const { liste, role } = search;
  return {
    ...readPoFilters(search),
    liste: liste === 'po' ? 'po' : 'membres',
    role: isRole(role) ? role : undefined,
  };
}

export function labelSelectionOf({ liste, role, ...filters }: LabelSearch): LabelSelection {
  const ofPos = poQueryOf(filters);
  if (liste === 'po') return { list: 'pos', filters: ofPos };
  return { list: 'members', filters: { ...ofPos, ...(isRole(role) ? { role } : {}) } };
}
