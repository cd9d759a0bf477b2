import * as z from 'zod/mini';
import { isCivilDate } from '../domain/dates.ts';
import { UNDELIVERED } from '../domain/undelivered.ts';
import { contract, instant } from './contract.ts';

const day = z.optional(z.string().check(z.refine(isCivilDate, 'not a civil date')));

const undeliveredQuery = z.strictObject({
  /** Days of Brussels on which they were to leave, first and last included; either may be left open. */
  from: day,
  to: day,
  how: z.optional(z.enum(UNDELIVERED)),
  cursor: z.optional(z.string().check(z.maxLength(100))),
});
export type UndeliveredQuery = z.output<typeof undeliveredQuery>;

const row = z.strictObject({
  id: z.string(),
  at: instant,
  how: z.enum(UNDELIVERED),
  /** "Mail d’activation". */
  kind: z.string(),
  name: z.string(),
  to: z.string(),
  /** Whose page tells more: the person’s, or that of a request of the envoi it was about. */
  personId: z.nullable(z.string()),
  requestId: z.nullable(z.string()),
  /** What the other server said, word for word. */
  words: z.string(),
  /** Whether somebody still has to look at it. */
  waits: z.boolean(),
});
export type UndeliveredRow = z.output<typeof row>;

const list = z.strictObject({ rows: z.array(row), total: z.number(), nextCursor: z.nullable(z.string()) });
export type UndeliveredList = z.output<typeof list>;

export const listUndelivered = contract({
  method: 'POST',
  path: '/api/mails/undelivered',
  access: 'staff',
  summary: 'Mails of some days that did not arrive, the newest first, with what the other server said; 50 at a time.',
  body: undeliveredQuery,
  response: list,
});
