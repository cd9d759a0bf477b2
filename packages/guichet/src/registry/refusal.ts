/** A reason why nothing of a file is imported. Line 0 is the file as a whole. */
export type Refusal = { line: number; reason: string };

/** A file with 100,000 bad lines is told by its first ones. */
const TOLD = 200;

/** The file was refused: nothing was read into the database. */
export class RegisterRefusedError extends Error {
  override readonly name = 'RegisterRefusedError';
  readonly refusals: readonly Refusal[];
  /** How many there are; `refusals` holds the first ones. */
  readonly count: number;

  constructor(refusals: readonly Refusal[], count: number = refusals.length) {
    super(`The register file is refused: ${refusals[0]?.reason ?? ''}`);
    this.refusals = refusals;
    this.count = count;
  }
}

/** Gathers refusals, so that one run tells all of them. */
export class Refusals {
  readonly #told: Refusal[] = [];
  #count = 0;

  add(line: number, reason: string): void {
    this.#count += 1;
    if (this.#told.length < TOLD) this.#told.push({ line, reason });
  }

  get count(): number {
    return this.#count;
  }

  /** @throws RegisterRefusedError when there is any */
  throwIfAny(): void {
    if (this.#count > 0) throw new RegisterRefusedError(this.#told, this.#count);
  }
}

/** Refuses the file as a whole, or because of one line, at once. */
export function refuse(reason: string, line = 0): never {
  throw new RegisterRefusedError([{ line, reason }]);
}
