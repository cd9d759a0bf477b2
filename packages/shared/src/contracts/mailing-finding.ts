import * as z from 'zod/mini';

const place = z.union([
  z.strictObject({ part: z.enum(['recipients', 'subject', 'files', 'text-part']) }),
  z.strictObject({ part: z.literal('body'), block: z.number() }),
]);
/** Something to know before a mailing leaves, with where it is mended. */
export const mailingFinding = z.strictObject({
  code: z.string(),
  level: z.enum(['blocking', 'warning']),
  words: z.string(),
  where: place,
});
export type MailingFindingView = z.output<typeof mailingFinding>;
