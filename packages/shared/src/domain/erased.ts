import { type CivilDate, formatDate } from './dates.ts';

/** The birth date of who was erased: no human being's. */
export const ERASED_BIRTH_DATE = '0001-01-01';

/** What the functions of 0039_privacy.sql put where something personal stood. */
export const ERASED = 'effacé';

/** A birth date as people read it, also of who was erased. */
export function sayBirthDate(date: CivilDate): string {
  return date === ERASED_BIRTH_DATE ? 'date effacée' : formatDate(date);
}
