import * as z from 'zod/mini';
import { GAP_KINDS } from '../domain/completeness.ts';
import { ROLES } from '../domain/roles.ts';
import { contract } from './contract.ts';

/** What the list of POs can be narrowed to: those with anything that is missing, with nothing, or with one thing. */
export const GAP_FILTERS = [
  'any',
  'no-president',
  'no-treasurer',
  'no-secretary',
  'several',
  'no-email',
  'ending',
  'no-account',
  'bounced',
  'none',
] as const;
const gapFilter = z.enum(GAP_FILTERS);
export type GapFilter = z.output<typeof gapFilter>;

/** So many schools are open: none, one, two to four, five and more. */
export const SCHOOL_COUNTS = ['none', 'one', 'few', 'many'] as const;
const schoolCount = z.enum(SCHOOL_COUNTS);
export type SchoolCount = z.output<typeof schoolCount>;

/** Those that are closed today, or whether they are or not; those that are open when left out. */
export const CLOSED_FILTERS = ['closed', 'all'] as const;
const closedFilter = z.enum(CLOSED_FILTERS);
export type ClosedFilter = z.output<typeof closedFilter>;

/** By whether president or secretary confirmed the file within a year. */
export const VERIFIED_FILTERS = ['within-year', 'longer'] as const;
const verifiedFilter = z.enum(VERIFIED_FILTERS);
export type VerifiedFilter = z.output<typeof verifiedFilter>;

const words = z.string().check(z.maxLength(100));

const listQuery = z.strictObject({
  q: z.optional(words),
  gap: z.optional(gapFilter),
  /** A role that nobody holds today. */
  vacant: z.optional(z.enum(ROLES)),
  district: z.optional(words),
  level: z.optional(words),
  municipality: z.optional(words),
  schools: z.optional(schoolCount),
  closed: z.optional(closedFilter),
  verified: z.optional(verifiedFilter),
  cursor: z.optional(z.string().check(z.maxLength(2000))),
});
export type PoListQuery = z.output<typeof listQuery>;

const holder = z.strictObject({ personId: z.string(), name: z.string(), email: z.nullable(z.string()) });

const row = z.strictObject({
  id: z.string(),
  fase: z.number(),
  name: z.string(),
  place: z.string(),
  /** Its last day, once it is known. */
  closedOn: z.nullable(z.string()),
  /** Open today. */
  schools: z.number(),
  presidents: z.array(holder),
  treasurers: z.array(holder),
  secretaries: z.array(holder),
  contactEmail: z.nullable(z.string()),
  gaps: z.array(z.strictObject({ kind: z.enum(GAP_KINDS), label: z.string() })),
});
export type PoRow = z.output<typeof row>;

const list = z.strictObject({
  rows: z.array(row),
  nextCursor: z.nullable(z.string()),
  /** POs that fit; by words, those that are shown. */
  total: z.number(),
  /** Nothing bears the words of `q`: the rows bear words that resemble them. */
  near: z.boolean(),
  /** Open POs of the secretariat per thing that is missing, whatever the other filters. */
  counts: z.record(gapFilter, z.number()),
});
export type PoList = z.output<typeof list>;

export const listPos = contract({
  method: 'POST',
  path: '/api/po-list',
  access: 'staff',
  summary:
    'POs of the secretariat by name, 50 at a time, or by words, best first; narrowed by what is missing, district, level, municipality, number of schools of today, and whether they are closed.',
  body: listQuery,
  response: list,
});

const choices = z.array(z.strictObject({ value: z.string(), pos: z.number() }));

export const readPoChoices = contract({
  method: 'GET',
  path: '/api/po-list/choices',
  access: 'staff',
  summary: 'What the list of POs can be narrowed to: districts, levels and municipalities, with the number of POs.',
  response: z.strictObject({ districts: choices, levels: choices, municipalities: choices }),
});
