import { readDays } from '../queue/queue-filters.ts';
import { isRole, type Role } from '@guichet/shared/domain/roles';

/** What of the board the address holds: the role that is looked at, and what narrows the lists. */
export type CoverageSearch = {
  role?: Role | undefined;
  manque?: 'personne' | 'adresse' | undefined;
  arrondissement?: string | undefined;
  q?: string | undefined;
  /** The mailings that left in these days: "2026-11-23_2026-11-29". */
  partis?: string | undefined;
};

const short = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 100) : undefined;

/** From a day to a day, neither left open. */
const isWhole = (value: unknown): value is string =>
  typeof value === 'string' && (readDays(value)?.every((day) => day !== '') ?? false);

/** What is a filter and says something; `undefined` puts away the rest, which the router would keep. */
export function readCoverageSearch(search: Record<string, unknown>): CoverageSearch {
  const { role, manque, partis } = search;
  return {
    role: isRole(role) ? role : undefined,
    manque: manque === 'personne' || manque === 'adresse' ? manque : undefined,
    arrondissement: short(search.arrondissement),
    q: short(search.q),
    partis: isWhole(partis) ? partis : undefined,
  };
}
