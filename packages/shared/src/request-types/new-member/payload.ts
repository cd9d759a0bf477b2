import * as z from 'zod/mini';
import { storedAddress, storedDate, storedRole, storedText } from '../payload-schema.ts';

/** What a stored request of this type holds. */
export const newMemberPayload = z.strictObject({
  firstName: storedText,
  lastName: storedText,
  birthDate: storedDate,
  /** Null: "pas d'adresse mail", said by the submitter. */
  email: z.nullable(storedText),
  address: storedAddress,
  phone: storedText,
  startDate: storedDate,
  roles: z.array(storedRole).check(z.minLength(1)),
});
export type NewMember = z.infer<typeof newMemberPayload>;
