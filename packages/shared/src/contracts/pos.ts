import * as z from 'zod/mini';
import { byId, contract } from './contract.ts';

const match = z.strictObject({
  id: z.string(),
  fase: z.number(),
  name: z.string(),
  /** Where it is, and what made it a match. */
  detail: z.string(),
});
export type PoMatch = z.output<typeof match>;

export const searchPos = contract({
  method: 'GET',
  path: '/api/pos',
  access: 'staff',
  summary:
    'POs of the secretariat by name, FASE number, locality or school, typos forgiven; all of them without words.',
  query: z.strictObject({ q: z._default(z.string().check(z.maxLength(100)), '') }),
  response: z.strictObject({ pos: z.array(match) }),
});

/** Where a value comes from: "demande K7M4-P2XA, le 21/11/2026", "secrétariat (Nadine Q.), le 27/11/2026", with the request. */
export const origin = z.nullable(
  z.strictObject({
    text: z.string(),
    requestId: z.nullable(z.string()),
    /** Why, where staff said it. */
    reason: z.optional(z.string()),
  }),
);
export type OriginView = z.output<typeof origin>;

const fact = z.strictObject({ label: z.string(), value: z.string(), origin });

const when = z.enum(['present', 'future', 'past']);

const memberRole = z.strictObject({ id: z.string(), label: z.string(), period: z.string(), when, origin });

const member = z.strictObject({
  personId: z.string(),
  mandateId: z.string(),
  name: z.string(),
  deceased: z.boolean(),
  period: z.string(),
  /** present: today; future: begins later; past: ended. */
  when,
  roles: z.array(memberRole),
  /** The state of the extranet account, in words. */
  account: z.string(),
  /** What opened the mandate, or ended it. */
  origin,
  facts: z.array(fact),
});
export type MemberView = z.output<typeof member>;

const school = z.strictObject({
  id: z.string(),
  name: z.string(),
  fase: z.nullable(z.number()),
  address: z.string(),
  level: z.string(),
  period: z.nullable(z.string()),
  /** A last day is recorded. */
  closes: z.boolean(),
  sites: z.array(z.strictObject({ fase: z.number(), address: z.string(), kinds: z.array(z.string()) })),
  origin,
});

const file = z.strictObject({
  id: z.string(),
  fase: z.number(),
  name: z.string(),
  facts: z.array(fact),
  schools: z.array(school),
  members: z.array(member),
  openRequests: z.number(),
});
export type PoFile = z.output<typeof file>;

export const readPoFile = contract({
  method: 'GET',
  path: '/api/pos/:id',
  access: 'staff',
  summary: 'The file of a PO: identity, schools, members with their roles, and what set each value.',
  params: byId,
  response: file,
});
