import { addDays, type CivilDate } from '@guichet/shared/domain/dates';
import { addWorkingDays, isWorkingDay } from '@guichet/shared/domain/working-days';

export type AsideDay = { label: string; day: CivilDate };

/** The days that people mean when they put something aside: working days, each once, the nearest first. */
export function asideDays(today: CivilDate): AsideDay[] {
  const days = [
    { label: 'Le prochain jour ouvrable', day: addWorkingDays(today, 1) },
    { label: 'Dans trois jours ouvrables', day: addWorkingDays(today, 3) },
    { label: 'La semaine prochaine', day: onWorkingDay(nextMonday(today)) },
    { label: 'Dans deux semaines', day: onWorkingDay(addDays(today, 14)) },
    { label: 'Dans un mois', day: onWorkingDay(addDays(today, 30)) },
  ];
  return days
    .filter(({ day }, index) => days.findIndex((other) => other.day === day) === index)
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

function onWorkingDay(day: CivilDate): CivilDate {
  return isWorkingDay(day) ? day : addWorkingDays(day, 1);
}

function nextMonday(today: CivilDate): CivilDate {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(today, 7 - weekday);
}
