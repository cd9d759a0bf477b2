import * as z from 'zod/mini';
import { ROLES } from '../domain/roles.ts';
import { contract, instant } from './contract.ts';
import { ROLE_LACKS } from './mailing-audience.ts';

const role = z.enum(ROLES);
const words = z.optional(z.string().check(z.maxLength(100)));

const share = z.strictObject({
  /** How many mails were written, and how many of these to somebody who does not preside the PO. */
  mails: z.number(),
  others: z.number(),
});

export const relief = z.strictObject({
  ...share.shape,
  months: z.array(z.strictObject({ month: z.string(), ...share.shape })),
  mailings: z.array(z.strictObject({ id: z.string(), subject: z.string(), startedOn: z.string(), ...share.shape })),
});
export type ReliefView = z.output<typeof relief>;

const coverage = z.strictObject({
  at: instant,
  /** Open POs today. */
  pos: z.number(),
  roles: z.array(
    z.strictObject({
      role,
      label: z.string(),
      /** POs where somebody holds it, and where somebody holds it whom a mail reaches. */
      held: z.number(),
      reachable: z.number(),
    }),
  ),
  /** Month by month, the earliest first; the last is the present one. */
  months: z.array(
    z.strictObject({
      month: z.string(),
      /** The day that was counted. */
      day: z.string(),
      roles: z.array(
        z.strictObject({
          role,
          pos: z.number(),
          held: z.number(),
          /** Null: nobody counted it then, and the register only knows today's addresses. */
          reachable: z.nullable(z.number()),
        }),
      ),
    }),
  ),
  relief,
});
export type CoverageView = z.output<typeof coverage>;

export const readCoverage = contract({
  method: 'GET',
  path: '/api/coverage',
  access: 'staff',
  summary:
    'In how many open POs each role is held, and held by somebody whom a mail reaches, today and over twelve months; and how many mails went past presidents.',
  response: coverage,
});

export const listUncoveredPos = contract({
  method: 'POST',
  path: '/api/coverage/pos',
  access: 'staff',
  summary: 'Open POs where nobody whom a mail reaches holds a role today, by name, 50 at a time.',
  body: z.strictObject({
    role,
    why: z.optional(z.enum(ROLE_LACKS)),
    district: words,
    q: words,
    cursor: z.optional(z.string().check(z.maxLength(500))),
  }),
  response: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: z.string(),
        fase: z.number(),
        name: z.string(),
        place: z.string(),
        holders: z.array(z.strictObject({ personId: z.string(), name: z.string() })),
      }),
    ),
    total: z.number(),
    nextCursor: z.nullable(z.string()),
  }),
});
export type UncoveredPos = z.output<typeof listUncoveredPos.response>;
