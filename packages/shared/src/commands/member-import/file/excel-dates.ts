import { addDays, type CivilDate } from '../../../domain/dates.ts';

/** The number formats that Excel knows by heart and that show a day. */
const BUILT_IN = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

/** Whether a number format shows a day; times alone do not. */
export function showsDay(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.has(id);
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').split(';')[0] ?? '';
  return /[dyj]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare));
}

/** The last day that Excel knows. */
const LAST_SERIAL = 2_958_465;

/**
 * The day of a serial number: days since 1900 (which Excel takes for a leap year) or since 1904, as the workbook says.
 * Null for what is no day: zero, the 29th of February 1900, what lies outside Excel's calendar.
 */
export function dayOfSerial(serial: number, from1904: boolean): CivilDate | null {
  const days = Math.floor(serial);
  if (!Number.isFinite(serial) || days > LAST_SERIAL || days < 0) return null;
  if (from1904) return addDays('1904-01-01', days);
  if (days === 0 || days === 60) return null;
  return addDays('1899-12-31', days < 60 ? days : days - 1);
}
