import * as z from 'zod/mini';
import { storedAddress, storedDate, storedReplacement, storedRole, storedText } from '../payload-schema.ts';

const optional = <T extends z.ZodMiniType>(schema: T) => z.nullable(schema);

const first = z.strictObject({
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

/** What a stored request of this type holds. `replaces`: what was said about the single-holder roles that were chosen. */
export const memberChangePayload = z.strictObject({ ...first.shape, replaces: z.array(storedReplacement) });
export type MemberChange = z.infer<typeof memberChangePayload>;

/** Before the form asked whether somebody is replaced. */
export const earlierMemberChangePayloads = {
  1: z.pipe(
    first,
    z.transform((payload: z.infer<typeof first>): MemberChange => ({ ...payload, replaces: [] })),
  ),
};
