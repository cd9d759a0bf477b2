import { type FilledIn, given, type Recorded } from '../fill-in.ts';

/** Beside the PO with its own values, beside a school with that school's. */
export function fillInPoChange(known: Recorded): FilledIn | null {
  if (known.kind === 'po') {
    const { name, enterpriseNumber, contactEmail, contactPhone, address } = known;
    const recorded = given({ name, enterpriseNumber, contactEmail, contactPhone, address });
    return { values: recorded, recorded };
  }
  if (known.kind === 'school') {
    const recorded = given({ schoolName: known.name, schoolAddress: known.address });
    return { values: { school: known.value, ...recorded }, recorded };
  }
  return null;
}
