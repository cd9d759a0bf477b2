import { brusselsInstant } from '@guichet/shared/domain/brussels-time';
import type { MenuEntry } from '@guichet/shared/reads/resources/read-menu';

/** The ids of what came into the menu, or opens something else, since that moment. Null is the first visit: none. */
export function listNews(entries: readonly MenuEntry[], since: Date | null): Set<string> {
  if (since === null) return new Set();
  const fresh = entries.filter(({ renewedAt, shownFrom }) => {
    const came = shownFrom === null ? renewedAt : new Date(Math.max(+renewedAt, +brusselsInstant(shownFrom)));
    return came > since;
  });
  return new Set(fresh.map(({ id }) => id));
}
