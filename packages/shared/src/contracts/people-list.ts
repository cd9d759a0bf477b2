import * as z from 'zod/mini';
import { ACCOUNT_STEP_NAMES, STANDING_STATES } from '../domain/account-standing.ts';
import { ROLES } from '../domain/roles.ts';
import { contract } from './contract.ts';

export const peopleListQuery = z.strictObject({
  /** Where they stand on the way to the extranet. */
  standing: z.optional(z.enum(STANDING_STATES)),
  /** How far they came at least. */
  step: z.optional(z.enum(ACCOUNT_STEP_NAMES)),
  /** A role that they hold today. */
  role: z.optional(z.enum(ROLES)),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type PeopleListQuery = z.output<typeof peopleListQuery>;

const row = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  standing: z.enum(STANDING_STATES),
  /** Mandates of today and to come, with the roles of today. */
  mandates: z.array(z.strictObject({ poId: z.string(), poName: z.string(), roles: z.array(z.string()) })),
});
export type PersonRow = z.output<typeof row>;

const list = z.strictObject({ rows: z.array(row), total: z.number(), nextCursor: z.nullable(z.string()) });
export type PeopleList = z.output<typeof list>;

export const listPeople = contract({
  method: 'POST',
  path: '/api/people/search',
  access: 'staff',
  summary:
    'Members of the POs of the secretariat, of today and to come, by name; narrowed by account and by role; 50 at a time.',
  body: peopleListQuery,
  response: list,
});
