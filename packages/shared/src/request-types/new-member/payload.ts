import * as z from 'zod/mini';
import { storedAddress, storedDate, storedReplacement, storedRole, storedText } from '../payload-schema.ts';

const first = z.strictObject({
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

/** What a stored request of this type holds. `replaces`: what was said about the single-holder roles that were chosen. */
export const newMemberPayload = z.strictObject({ ...first.shape, replaces: z.array(storedReplacement) });
export type NewMember = z.infer<typeof newMemberPayload>;

/** Before the form asked whether somebody is replaced. */
export const earlierNewMemberPayloads = {
  1: z.pipe(
    first,
    z.transform((payload: z.infer<typeof first>): NewMember => ({ ...payload, replaces: [] })),
  ),
};
