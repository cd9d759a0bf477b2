import * as z from 'zod/mini';
import type { PersonField } from '../../effects/world.ts';
import { storedText } from '../payload-schema.ts';

/** The fields of a person whose value may be taken from either record, in the order in which they are shown. */
export const MERGED_FIELDS = [
  'lastName',
  'firstName',
  'birthDate',
  'email',
  'phone',
  'address',
] as const satisfies readonly PersonField[];

export const SIDES = ['survivor', 'merged'] as const;
export type Side = (typeof SIDES)[number];

const side = z.optional(z.enum(SIDES));

/** Whose value stays, field by field; left out: the survivor's, or the other's where the survivor has none. */
export const mergeChoices = z.strictObject({
  lastName: side,
  firstName: side,
  birthDate: side,
  email: side,
  phone: side,
  address: side,
});

/** Which of two records stays, what it takes from the other, and why they are one. */
export const mergePersonsPayload = z.strictObject({
  survivorId: storedText,
  mergedId: storedText,
  /** As both were called when it was ordered. */
  survivorName: storedText,
  mergedName: storedText,
  fields: mergeChoices,
  /** Of two accounts, the one that stays; left out: the one that is further on, the survivor's when they are equal. */
  account: side,
  reason: z.string().check(z.maxLength(4000)),
});
export type MergePersons = z.infer<typeof mergePersonsPayload>;
