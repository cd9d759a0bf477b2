import * as z from 'zod/mini';

export const fieldName = z.string().check(z.maxLength(100));

const typed = z.union([
  z.string().check(z.maxLength(4000)),
  z.array(z.string().check(z.maxLength(200))).check(z.maxLength(50)),
  z.record(z.string().check(z.maxLength(60)), z.string().check(z.maxLength(400))),
]);

/** What the form's fields hold, by name: text, lists of codes, dates and addresses in parts. */
export const formValues = z.record(fieldName, typed);

/** Schools that a field of a form offers. */
export const schoolOptions = z.array(z.strictObject({ value: z.string(), label: z.string() }));
