import {
  ageOn,
  type CivilDate,
  compareDates,
  daysBetween,
  formatLongDate,
  parseDateParts,
} from '@guichet/shared/domain/dates';
import type { DateInput } from '@guichet/shared/request-types/fields';
import { stepForm } from '../../form/step-forms.ts';
import { askedIn, type DraftRequest } from './draft.ts';

const MINOR = 18;
const VERY_OLD = 100;
const YEAR = 366;

/** Dates that are possible and surprising: what a slip of the keyboard looks like. Sentences; nothing is refused. */
export function oddDates(request: DraftRequest, today: CivilDate): string[] {
  const { type } = request;
  const values = askedIn(request);
  const dates = stepForm(type)
    .groups.flatMap(({ fields }) => fields)
    .filter(({ kind }) => kind === 'date')
    .flatMap(({ name, label }) => {
      const read = parseDateParts(values[name] as DateInput);
      return read.ok ? [{ label, date: read.date, birth: /birth/i.test(name) }] : [];
    });
  const births = dates.filter(({ birth }) => birth);
  return dates.flatMap(({ label, date, birth }) => {
    const said = `${label} : ${formatLongDate(date)}`;
    if (birth) {
      const age = ageOn(date, today);
      if (age < MINOR) return [`${said}. Cette personne aurait moins de ${MINOR} ans.`];
      return age > VERY_OLD ? [`${said}. Cette personne aurait ${age} ans.`] : [];
    }
    if (births.some((born) => compareDates(date, born.date) <= 0)) return [`${said}. C’est avant la naissance.`];
    const days = daysBetween(today, date);
    if (days > YEAR) return [`${said}. C’est dans plus d’un an.`];
    return days < -2 * YEAR ? [`${said}. C’est il y a plus de deux ans.`] : [];
  });
}
