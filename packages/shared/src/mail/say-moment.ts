const day = new Intl.DateTimeFormat('fr-BE', { dateStyle: 'long', timeZone: 'Europe/Brussels' });
const time = new Intl.DateTimeFormat('fr-BE', { hour: 'numeric', minute: '2-digit', timeZone: 'Europe/Brussels' });

/** "le 24 novembre 2026", in Brussels. */
export function sayDay(moment: Date): string {
  return `le ${day.format(moment)}`;
}

/** "le 24 novembre 2026 à 14 h 05", in Brussels; the hour stays on one line. */
export function sayMoment(moment: Date): string {
  return `${sayDay(moment)} à ${time.format(moment).replace(':', '\u00a0h\u00a0')}`;
}

/** How long a link serves, as the line of a mail that has one: none when the end is not known. */
export function onceUntil(end: Date | null): string[] {
  return end === null ? [] : [`Ce lien fonctionne une fois, jusqu’au ${sayMoment(end).replace(/^le /, '')}.`];
}
