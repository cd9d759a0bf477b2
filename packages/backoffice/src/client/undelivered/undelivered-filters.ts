import type { UndeliveredQuery } from '@guichet/shared/contracts/undelivered';
import { UNDELIVERED, UNDELIVERED_SLUGS } from '@guichet/shared/domain/undelivered';
import { readDays } from '../queue/queue-filters.ts';

/** The filters of the list as they stand in the address, in French. */
export type UndeliveredFilters = { jours?: string | undefined; sorte?: string | undefined };

/** Keeps what is a filter and says something; an address written by hand breaks nothing. */
export function readUndeliveredFilters({ jours, sorte }: Record<string, unknown>): UndeliveredFilters {
  return {
    ...(typeof jours === 'string' && readDays(jours) !== null ? { jours } : {}),
    ...(typeof sorte === 'string' && Object.values(UNDELIVERED_SLUGS).includes(sorte) ? { sorte } : {}),
  };
}

/** What the server is asked for. */
export function undeliveredQueryOf({ jours, sorte }: UndeliveredFilters): UndeliveredQuery {
  const [from, to] = readDays(jours) ?? [];
  const how = UNDELIVERED.find((each) => UNDELIVERED_SLUGS[each] === sorte);
  return { ...(from ? { from } : {}), ...(to ? { to } : {}), ...(how ? { how } : {}) };
}
