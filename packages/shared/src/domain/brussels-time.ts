import type { CivilDate } from './dates.ts';

const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Brussels',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The hour in Brussels at which mails of a day leave: early, but not at night. */
export const MORNING = 7;

/** The instant at which clocks in Brussels show that hour of that day, summer time included. */
export function brusselsInstant(date: CivilDate, hour = 0): Date {
  const wanted = Date.parse(`${date}T${String(hour).padStart(2, '0')}:00:00Z`);
  // Reading the wall clock at the guess tells the offset; a second look settles the days when it changes.
  const first = wanted - offsetAt(wanted);
  return new Date(wanted - offsetAt(first));
}

function offsetAt(instant: number): number {
  const parts = Object.fromEntries(wallClock.formatToParts(instant).map(({ type, value }) => [type, value]));
  const shown = Date.parse(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`);
  return shown - Math.floor(instant / 1000) * 1000;
}
