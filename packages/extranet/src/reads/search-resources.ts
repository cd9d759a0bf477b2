import { foldForSearch } from '@guichet/shared/domain/text';
import type { MenuEntry } from '@guichet/shared/reads/resources/read-menu';

/** The entries that hold every word, whatever its accents, in title, description or name of the file. */
export function searchResources(entries: readonly MenuEntry[], words: string): MenuEntry[] {
  const wanted = foldForSearch(words).split(' ').filter(Boolean);
  return entries.filter(({ title, description, file }) => {
    const text = foldForSearch(`${title} ${description} ${file?.name ?? ''}`);
    return wanted.every((word) => text.includes(word));
  });
}
