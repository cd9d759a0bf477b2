import * as z from 'zod/mini';
import { contract } from './contract.ts';

/** `why`: what made it a match, beyond its name; empty when the name did. */
const found = z.strictObject({ id: z.string(), title: z.string(), detail: z.string(), why: z.string() });
export type Found = z.output<typeof found>;

const group = z.strictObject({
  found: z.array(found),
  /** There are more than these. */
  more: z.boolean(),
  /** Nothing bears the words: these bear words that resemble them. */
  near: z.boolean(),
});
export type FoundGroup = z.output<typeof group>;

const results = z.strictObject({
  people: group,
  pos: group,
  /** `id` is that of the PO. */
  schools: group,
  requests: group,
});
export type SearchResults = z.output<typeof results>;

export const searchEverything = contract({
  method: 'POST',
  path: '/api/search',
  access: 'staff',
  summary:
    'People, POs, schools and requests of the secretariat, by names, role and PO, FASE number, locality, e-mail, telephone or reference; typos forgiven.',
  body: z.strictObject({
    q: z.string().check(z.maxLength(100)),
    /** A few of each for a list that opens below the words, or many for a page. */
    size: z._default(z.enum(['few', 'many']), 'few'),
  }),
  response: results,
});
