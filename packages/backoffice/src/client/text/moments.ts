import { daysBetween, formatDate, todayInBrussels } from '@guichet/shared/domain/dates';

const hourFormat = new Intl.DateTimeFormat('fr-BE', {
  timeZone: 'Europe/Brussels',
  hour: '2-digit',
  minute: '2-digit',
});

/** "aujourd’hui à 09:14", "hier à 09:14", "le 2/11 à 09:14", "le 2/11/2025 à 09:14"; the hours are those of Brussels. */
export function sayMoment(iso: string, now = new Date()): string {
  const moment = new Date(iso);
  const hour = hourFormat.format(moment);
  const age = daysSince(iso, now);
  if (age === 0) return `aujourd’hui à ${hour}`;
  if (age === 1) return `hier à ${hour}`;
  const day = formatDate(todayInBrussels(moment));
  const thisYear = `/${todayInBrussels(now).slice(0, 4)}`;
  return `le ${day.endsWith(thisYear) ? day.slice(0, -thisYear.length) : day} à ${hour}`;
}

function daysSince(iso: string, now: Date): number {
  return daysBetween(todayInBrussels(new Date(iso)), todayInBrussels(now));
}

/** The age in a queue: short to see, whole words to hear. */
export function sayAge(iso: string, now = new Date()): { short: string; long: string; old: boolean } {
  const days = daysSince(iso, now);
  if (days <= 0) return { short: hourFormat.format(new Date(iso)), long: 'reçue aujourd’hui', old: false };
  return { short: `${days} j`, long: days === 1 ? 'reçue hier' : `reçue il y a ${days} jours`, old: days >= 5 };
}
