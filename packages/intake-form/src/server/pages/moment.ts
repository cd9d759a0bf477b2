const moments = new Intl.DateTimeFormat('fr-BE', {
  timeZone: 'Europe/Brussels',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const days = new Intl.DateTimeFormat('fr-BE', {
  timeZone: 'Europe/Brussels',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** "21 novembre 2026 à 09:14", on the clocks of Brussels. */
export function sayMoment(at: Date): string {
  return moments.format(at);
}

/** "21 novembre 2026", in the calendar of Brussels. */
export function sayDay(at: Date): string {
  return days.format(at);
}
