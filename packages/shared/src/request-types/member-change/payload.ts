import * as z from 'zod/mini';
import { storedAddress, storedDate, storedRole, storedText } from '../payload-schema.ts';

const optional = <T extends z.ZodMiniType>(schema: T) => z.nullable(schema);

/** What a stored request of this type holds. */
export const memberChangePayload = z.strictObject({
  /** Which member, as recorded today. */
  firstName: storedText,
  lastName: storedText,
  knownBirthDate: optional(storedDate),
  /** What changes; null or empty: stays as it is. */
  email: optional(storedText),
  phone: optional(storedText),
  address: optional(storedAddress),
  newFirstName: optional(storedText),
  newLastName: optional(storedText),
  birthDate: optional(storedDate),
  addedRoles: z.array(storedRole),
  addedFrom: optional(storedDate),
  endedRoles: z.array(storedRole),
  endedOn: optional(storedDate),
  mandateFrom: optional(storedDate),
  mandateTo: optional(storedDate),
  correctedRole: optional(storedRole),
  correctedRoleFrom: optional(storedDate),
  correctedRoleTo: optional(storedDate),
});
export type MemberChange = z.infer<typeof memberChangePayload>;
