import { JOURNAL_KINDS, type JournalQuery } from '@guichet/shared/contracts/journal';
import { readDays } from '../../queue/queue-filters.ts';

/** The filters of the journal as they stand in the address, in French. */
export type JournalFilters = {
  q?: string | undefined;
  par?: string | undefined;
  acte?: string | undefined;
  jours?: string | undefined;
};

const KEYS = ['q', 'par', 'acte', 'jours'] as const;

/** Who acted, when it is nobody in particular; a member of staff stands by their id. */
export const ACTORS: Record<(typeof JOURNAL_KINDS)[number], { slug: string; label: string }> = {
  staff: { slug: 'secretariat', label: 'Tout le secrétariat' },
  member: { slug: 'membre', label: 'Les membres' },
  submitter: { slug: 'auteur', label: 'Les auteurs d’envois' },
  operator: { slug: 'serveur', label: 'Qui tient le serveur' },
  system: { slug: 'guichet', label: 'Guichet PO, de lui-même' },
};

export function readJournalFilters(search: Record<string, unknown>): JournalFilters {
  const given = KEYS.flatMap((key) => {
    const value = search[key];
    return typeof value === 'string' && value !== '' ? [[key, value.slice(0, 100)] as const] : [];
  });
  return Object.fromEntries(given);
}

/** What the server is asked; a word of the address that means nothing narrows nothing. */
export function journalQueryOf({ q, par, acte, jours }: JournalFilters): JournalQuery {
  const kind = JOURNAL_KINDS.find((one) => ACTORS[one].slug === par);
  const [from, to] = readDays(jours) ?? [];
  const query = { q, kind, action: acte, from, to, staff: isId(par) ? par : undefined };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ''));
}

export function isJournalNarrowed(filters: JournalFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

function isId(text: string | undefined): boolean {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
