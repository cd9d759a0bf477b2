import { formatLongDate, parseDateParts, splitDate } from '../domain/dates.ts';
import type { DateInput } from '../request-types/fields.ts';

/** What is understood of a date as it stands in its boxes; nothing while it is none. */
export function readBack(typed: DateInput): string {
  const read = parseDateParts(typed);
  return read.ok ? `Nous lisons\u00a0: ${formatLongDate(read.date)}` : '';
}

/** A date that was typed whole into one box, in its three; anything else as it is. */
export function spreadDate(typed: DateInput): DateInput {
  const read = parseDateParts(typed);
  return read.ok && !(typed.day && typed.month && typed.year) ? splitDate(read.date) : typed;
}
