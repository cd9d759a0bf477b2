import { OperatorError } from '../operator-error.ts';

/** How much is invented. */
export type LoadSize = { requests: number; open: number; people: number; pos: number; seed: number };

const MOST: Record<keyof LoadSize, number> = {
  requests: 5_000_000,
  open: 100_000,
  people: 1_000_000,
  // As many as there are invented FASE numbers.
  pos: 20_000,
  seed: 1_000_000,
};

/** Reads the numbers as typed: "1000000", "1_000_000" or "1 000 000". */
export function readLoadSize(typed: Record<keyof LoadSize, string>): LoadSize {
  const size = Object.fromEntries(
    Object.entries(MOST).map(([name, most]) => [name, readNumber(name, typed[name as keyof LoadSize], most)]),
  ) as LoadSize;
  if (size.people < size.pos) throw new OperatorError('--people must be at least --pos: every PO has somebody.');
  if (size.open > size.requests) throw new OperatorError('--open cannot be more than --requests.');
  return size;
}

function readNumber(name: string, typed: string, most: number): number {
  const digits = typed.replaceAll(/[ _.,’']/g, '');
  const number = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
  const least = name === 'open' || name === 'seed' ? 0 : 1;
  if (number >= least && number <= most) return number;
  throw new OperatorError(`--${name} must be a whole number from ${least} to ${most}, not "${typed}".`);
}
