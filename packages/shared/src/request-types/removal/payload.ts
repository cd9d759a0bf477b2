import * as z from 'zod/mini';
import { storedDate, storedText } from '../payload-schema.ts';
import { REMOVAL_REASONS } from './form.ts';

/** What a stored request of this type holds. */
export const removalPayload = z.strictObject({
  firstName: storedText,
  lastName: storedText,
  email: z.nullable(storedText),
  birthDate: z.nullable(storedDate),
  endDate: storedDate,
  reason: z.enum(REMOVAL_REASONS),
});
export type Removal = z.infer<typeof removalPayload>;
