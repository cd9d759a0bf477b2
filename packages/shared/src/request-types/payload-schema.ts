import * as z from 'zod/mini';
import { isCivilDate } from '../domain/dates.ts';
import { isRole, type Role } from '../domain/roles.ts';
import { REPLACEMENT_ANSWERS } from './succession.ts';

/** Pieces of the schemas of stored payloads: what the forms made, checked again on every read (DESIGN.md §4.5). */
export const storedDate = z.string().check(z.refine(isCivilDate, 'not a civil date'));
export const storedText = z.string().check(z.maxLength(2000));
export const storedAddress = z.strictObject({
  street: storedText,
  number: storedText,
  box: storedText,
  postcode: storedText,
  locality: storedText,
  country: z.string().check(z.length(2)),
});
export const storedRole = z.custom<Role>(isRole, 'not a role');
export const storedReplacement = z.strictObject({
  role: storedRole,
  answer: z.enum(REPLACEMENT_ANSWERS),
  name: z.nullable(storedText),
});

/** What is left of a payload once its person has been erased. */
export const erasedPayload = z.strictObject({ erased: z.literal(true) });
