import type { RegisterScope } from '@guichet/shared/commands/import-registry/register-content';
import { foldForSearch, normaliseText } from '@guichet/shared/domain/text';
import { refuse } from './refusal.ts';
import type { ColumnPlaces } from './register-columns.ts';

/** Networks and districts asked for, each none for all; case and accents do not count. */
export type FilterWords = { networks: readonly string[]; districts: readonly string[] };

/** Lets the rows of some networks and districts through, and remembers what the file has of both. */
export class RegisterFilter {
  readonly #network: NameFilter;
  readonly #district: NameFilter;
  #passed = 0;

  constructor({ networks, districts }: FilterWords) {
    this.#network = new NameFilter('network', networks);
    this.#district = new NameFilter('district', districts);
  }

  passes(cells: readonly string[], columns: ColumnPlaces): boolean {
    const network = this.#network.passes(cells[columns.of.network] ?? '');
    const district = this.#district.passes(cells[columns.of.district] ?? '');
    if (network && district) this.#passed += 1;
    return network && district;
  }

  /**
   * What the import speaks about, in the words of the file.
   * @throws RegisterRefusedError when a word is unknown to the file, or nothing passed
   */
  scope(): RegisterScope {
    const scope = { networks: this.#network.chosen(), districts: this.#district.chosen() };
    if (this.#passed === 0) refuse('No row is of the networks and districts asked for.');
    return scope;
  }
}

class NameFilter {
  readonly #what: string;
  readonly #asked: ReadonlyMap<string, string>;
  readonly #seen = new Set<string>();

  constructor(what: string, asked: readonly string[]) {
    this.#what = what;
    this.#asked = new Map(asked.map((word) => [foldForSearch(word), word]));
  }

  passes(cell: string): boolean {
    const name = normaliseText(cell);
    this.#seen.add(name);
    return this.#asked.size === 0 || this.#asked.has(foldForSearch(name));
  }

  chosen(): string[] | null {
    if (this.#asked.size === 0) return null;
    const seen = [...this.#seen].filter((name) => name !== '').sort();
    const unknown = [...this.#asked].filter(([folded]) => !seen.some((name) => foldForSearch(name) === folded));
    if (unknown.length > 0) {
      const words = unknown.map(([, word]) => `"${word}"`).join(', ');
      refuse(`The file has no ${this.#what} ${words}. It has: ${seen.join(', ')}.`);
    }
    return seen.filter((name) => this.#asked.has(foldForSearch(name)));
  }
}
