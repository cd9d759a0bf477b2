const zone = 'Europe/Brussels';
const dayFormat = new Intl.DateTimeFormat('fr-BE', { timeZone: zone, day: 'numeric', month: 'numeric' });
const fullDayFormat = new Intl.DateTimeFormat('fr-BE', {
  timeZone: zone,
  day: 'numeric',
  month: 'numeric',
  year: 'numeric',
});
const hourFormat = new Intl.DateTimeFormat('fr-BE', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
const yearFormat = new Intl.DateTimeFormat('fr-BE', { timeZone: zone, year: 'numeric' });
/** ISO order, so that two days can be subtracted. */
const isoDayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });

/** "aujourd’hui à 09:14", "21/11 à 09:14", "21/11/2025 à 09:14". */
export function sayMoment(iso: string, now = new Date()): string {
  const moment = new Date(iso);
  const hour = hourFormat.format(moment);
  const age = daysSince(iso, now);
  if (age === 0) return `aujourd’hui à ${hour}`;
  if (age === 1) return `hier à ${hour}`;
  const sameYear = yearFormat.format(moment) === yearFormat.format(now);
  return `le ${(sameYear ? dayFormat : fullDayFormat).format(moment)} à ${hour}`;
}

/** Whole days of the calendar in Brussels. */
export function daysSince(iso: string, now = new Date()): number {
  const day = (moment: Date) => Date.parse(isoDayFormat.format(moment)) / 86_400_000;
  return day(now) - day(new Date(iso));
}

/** The age in a queue: short to see, whole words to hear. */
export function sayAge(iso: string, now = new Date()): { short: string; long: string; old: boolean } {
  const days = daysSince(iso, now);
  if (days <= 0) return { short: hourFormat.format(new Date(iso)), long: 'reçue aujourd’hui', old: false };
  return { short: `${days} j`, long: days === 1 ? 'reçue hier' : `reçue il y a ${days} jours`, old: days >= 5 };
}
