import type { LabelSelection } from '@guichet/shared/contracts/labels';
import { isRole } from '@guichet/shared/domain/roles';
import { type PeopleFilters, peopleQueryOf, readPeopleFilters } from '../people/people-filters.ts';
import { type PoFilters, poQueryOf, readPoFilters } from '../pos/po-filters.ts';

/** Which list, in the address: the filters are those of the list of POs, or of people. */
export type LabelSearch = PoFilters & PeopleFilters & { liste?: 'po' | 'membres' | 'personnes' | undefined };

export function readLabelSearch(search: Record<string, unknown>): LabelSearch {
  const { liste, role } = search;
  if (liste === 'personnes') return { ...readPeopleFilters(search), liste };
  return {
    ...readPoFilters(search),
    liste: liste === 'po' ? 'po' : 'membres',
    role: isRole(role) ? role : undefined,
  };
}

export function labelSelectionOf({ liste, role, compte, etape, ...filters }: LabelSearch): LabelSelection {
  if (liste === 'personnes') return { list: 'people', filters: peopleQueryOf({ role, compte, etape }) };
  const ofPos = poQueryOf(filters);
  if (liste === 'po') return { list: 'pos', filters: ofPos };
  return { list: 'members', filters: { ...ofPos, ...(isRole(role) ? { role } : {}) } };
}
