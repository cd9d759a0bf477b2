import { type CivilDate, daysBetween, formatDate, todayInBrussels } from '@guichet/shared/domain/dates';

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
  return `le ${dayThisYear(todayInBrussels(moment), todayInBrussels(now))} à ${hour}`;
}

/** Where there is little room: "09:14" today, otherwise the day, "2/11". */
export function sayShortly(iso: string, now = new Date()): string {
  return daysSince(iso, now) === 0 ? sayTime(iso) : dayThisYear(todayInBrussels(new Date(iso)), todayInBrussels(now));
}

/** "2/11", with the year when it is another one. */
function dayThisYear(date: CivilDate, today: CivilDate): string {
  const day = formatDate(date);
  const thisYear = `/${today.slice(0, 4)}`;
  return day.endsWith(thisYear) ? day.slice(0, -thisYear.length) : day;
}

function daysSince(iso: string, now: Date): number {
  return daysBetween(todayInBrussels(new Date(iso)), todayInBrussels(now));
}

/** "09:14", in Brussels. */
export function sayTime(iso: string): string {
  return hourFormat.format(new Date(iso));
}

/** "1 jour", "3 jours". */
export function sayDays(days: number): string {
  return days === 1 ? '1 jour' : `${days} jours`;
}

const weekdayFormat = new Intl.DateTimeFormat('fr-BE', { timeZone: 'UTC', weekday: 'long' });

/** "lundi 30/11", with the year when it is another one. */
export function sayDay(date: CivilDate, today = todayInBrussels(new Date())): string {
  return `${weekdayFormat.format(new Date(`${date}T00:00:00Z`))} ${dayThisYear(date, today)}`;
}
