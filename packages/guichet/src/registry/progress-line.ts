/** Where progress is drawn: standard error, if it is a terminal. */
export type Terminal = { isTTY?: boolean; write(text: string): unknown };

const ERASE_LINE = '\r\u001b[K';
const BETWEEN_DRAWINGS = 100;

/** One line that is drawn over itself; silent where nobody watches. */
export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #clock: () => number;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #step = '';

  constructor(terminal: Terminal, clock: () => number = Date.now) {
    this.#terminal = terminal;
    this.#clock = clock;
  }

  show(step: string, done: number, total: number): void {
    if (!this.#terminal.isTTY) return;
    const now = this.#clock();
    if (step === this.#step && now - this.#drawnAt < BETWEEN_DRAWINGS) return;
    this.#drawnAt = now;
    this.#step = step;
    const share = total > 0 ? ` ${Math.min(100, Math.floor((100 * done) / total))} %` : '...';
    this.#terminal.write(`${ERASE_LINE}${step}${share}`);
  }

  clear(): void {
    if (this.#terminal.isTTY && this.#step !== '') this.#terminal.write(ERASE_LINE);
  }
}
