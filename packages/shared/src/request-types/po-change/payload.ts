import * as z from 'zod/mini';
import { storedAddress, storedDate, storedText } from '../payload-schema.ts';
import { SCHOOL_CHANGES } from './form.ts';

/** What a stored request of this type holds. */
export const poChangePayload = z.strictObject({
  name: z.nullable(storedText),
  address: z.nullable(storedAddress),
  enterpriseNumber: z.nullable(storedText),
  contactEmail: z.nullable(storedText),
  contactPhone: z.nullable(storedText),
  schoolChange: z.nullable(z.enum(SCHOOL_CHANGES)),
  /** The school, by its FASE number or, typed, by its name; null for one that opens. */
  school: z.nullable(storedText),
  schoolName: z.nullable(storedText),
  schoolAddress: z.nullable(storedAddress),
  schoolDate: z.nullable(storedDate),
  other: storedText,
});
export type PoChange = z.infer<typeof poChangePayload>;
