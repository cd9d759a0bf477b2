import { foldForSearch } from './text.ts';

export type Colleague = { id: string; name: string };

/**
 * The colleagues whom a text names by "@" and their name, or by their first name where nobody else bears it. Accents
 * and case do not count. In the order of `colleagues`, each once.
 */
export function findMentions(text: string, colleagues: readonly Colleague[]): string[] {
  const named = text
    .split('@')
    .slice(1)
    .map((after) => `${foldForSearch(after.slice(0, 100))} `);
  const firstNames = colleagues.map(({ name }) => firstName(name));
  return colleagues
    .filter(({ name }) => {
      const first = firstName(name);
      const unique = firstNames.filter((other) => other === first).length === 1;
      const calls = [`${foldForSearch(name)} `, ...(unique ? [`${first} `] : [])];
      return named.some((after) => calls.some((call) => after.startsWith(call)));
    })
    .map(({ id }) => id);
}

function firstName(name: string): string {
  return foldForSearch(name).split(' ')[0] ?? '';
}
