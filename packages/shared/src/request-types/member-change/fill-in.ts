import { splitDate } from '../../domain/dates.ts';
import { type FilledIn, given, type Recorded } from '../fill-in.ts';

/** Who it is, and the contacts that may change. */
export function fillInMemberChange(known: Recorded): FilledIn | null {
  if (known.kind !== 'member') return null;
  const { firstName, lastName, birthDate, email, phone, address } = known;
  const recorded = given({ email, phone, ...(address ? { address } : {}) });
  const who = { firstName, lastName, ...(birthDate ? { knownBirthDate: splitDate(birthDate) } : {}) };
  return { values: { ...who, ...recorded }, recorded };
}
