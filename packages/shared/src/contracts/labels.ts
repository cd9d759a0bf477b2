import * as z from 'zod/mini';
import { ROLES } from '../domain/roles.ts';
import { contract } from './contract.ts';
import { peopleListQuery } from './people-list.ts';
import { listPos } from './po-list.ts';

const ofPos = z.omit(listPos.body, { cursor: true });

const selection = z.discriminatedUnion('list', [
  z.strictObject({ list: z.literal('pos'), filters: ofPos }),
  z.strictObject({ list: z.literal('members'), filters: z.extend(ofPos, { role: z.optional(z.enum(ROLES)) }) }),
  z.strictObject({ list: z.literal('people'), filters: z.omit(peopleListQuery, { cursor: true }) }),
]);
export type LabelSelection = z.output<typeof selection>;

/** More letters than that are for a mail house, and an export. */
export const MOST_LABELS = 3_000;

const sheet = z.strictObject({
  labels: z.array(z.array(z.string())),
  /** Those to whom no letter would arrive, with where their address can be completed. */
  missing: z.array(z.strictObject({ name: z.string(), kind: z.enum(['po', 'person']), id: z.string() })),
});
export type LabelSheet = z.output<typeof sheet>;

/** A POST because handing addresses out is noted. */
export const printLabels = contract({
  method: 'POST',
  path: '/api/labels',
  access: 'staff',
  sensitive: true,
  summary: `The addresses of a list for labels, ${MOST_LABELS} at most; recorded in the audit.`,
  body: z.strictObject({
    selection,
    /** People of one name at one address together. */
    households: z.boolean(),
  }),
  response: sheet,
});
