const SHORT = new Intl.DateTimeFormat('fr-BE', { month: 'short', timeZone: 'UTC' });
const LONG = new Intl.DateTimeFormat('fr-BE', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** "juin", of the first day of a month. */
export function shortMonth(month: string): string {
  return SHORT.format(new Date(`${month}T12:00:00Z`));
}

/** "juin 2026". */
export function longMonth(month: string): string {
  return LONG.format(new Date(`${month}T12:00:00Z`));
}
