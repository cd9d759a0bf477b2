import * as z from 'zod/mini';
import { byId, contract } from './contract.ts';

const kind = z.enum(['approve', 'reject', 'close-by-hand']);
export type VerdictKind = z.output<typeof kind>;

const preview = z.strictObject({
  /** Null: nothing leaves for now. */
  mail: z.nullable(z.strictObject({ to: z.string(), subject: z.string(), text: z.string() })),
  /** When it leaves, or why nothing does. */
  when: z.string(),
});
export type VerdictPreview = z.output<typeof preview>;

/** Nothing changes: what the author would be sent, if it were decided so. */
export const previewVerdict = contract({
  method: 'POST',
  path: '/api/requests/:id/verdict-preview',
  access: 'decider',
  summary: 'The mail that this decision would send to the author, and when.',
  params: byId,
  body: z.strictObject({ kind, words: z._default(z.string().check(z.maxLength(4000)), '') }),
  response: preview,
});
