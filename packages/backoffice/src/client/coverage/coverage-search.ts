import { isRole, type Role } from '@guichet/shared/domain/roles';

/** What of the board the address holds: the role that is looked at, and what narrows its list. */
export type CoverageSearch = {
  role?: Role | undefined;
  manque?: 'personne' | 'adresse' | undefined;
  arrondissement?: string | undefined;
  q?: string | undefined;
};

const short = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 100) : undefined;

/** What is a filter and says something; `undefined` puts away the rest, which the router would keep. */
export function readCoverageSearch(search: Record<string, unknown>): CoverageSearch {
  const { role, manque } = search;
  return {
    role: isRole(role) ? role : undefined,
    manque: manque === 'personne' || manque === 'adresse' ? manque : undefined,
    arrondissement: short(search.arrondissement),
    q: short(search.q),
  };
}
