import * as z from 'zod/mini';
import { ROLES } from '../domain/roles.ts';
import { STANDING_STATES } from '../domain/account-standing.ts';
import { contract, instant } from './contract.ts';

/** Over how many weeks one may look; the last is the present one. */
export const PERIODS = [12, 26, 52] as const;

const quantiles = z.strictObject({
  /** How many were decided. */
  requests: z.number(),
  /** Working days; null when nothing was decided. */
  median: z.nullable(z.number()),
  p90: z.nullable(z.number()),
});
export type QuantilesView = z.output<typeof quantiles>;

const dashboard = z.strictObject({
  at: instant,
  types: z.array(z.strictObject({ type: z.string(), label: z.string() })),
  /** Week by week, by its Monday, the earliest first. */
  weeks: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      /** Received, by type. */
      received: z.record(z.string(), z.number()),
      /** Working days from arrival to application or refusal, the clock standing still while its author had to answer. */
      delay: quantiles,
      /** Mails of mailings that left then, and how many of these to somebody who does not preside the PO. */
      relief: z.strictObject({ mails: z.number(), others: z.number() }),
      undelivered: z.strictObject({
        refused: z.number(),
        returned: z.number(),
        blocked: z.number(),
        unknown: z.number(),
      }),
    }),
  ),
  /** Over all these weeks. */
  delays: z.strictObject({ all: quantiles, byType: z.record(z.string(), quantiles) }),
  /** Members of today and to come, by where they stand on the way to the extranet. */
  accounts: z.record(z.enum(STANDING_STATES), z.number()),
  coverage: z.strictObject({
    pos: z.number(),
    roles: z.array(z.strictObject({ role: z.enum(ROLES), label: z.string(), held: z.number() })),
  }),
});
export type DashboardView = z.output<typeof dashboard>;

export const readDashboard = contract({
  method: 'GET',
  path: '/api/dashboard',
  access: 'staff',
  summary:
    'What came and how long it took, week by week; how members come to the extranet; which roles are held; mails that did not arrive.',
  query: z.strictObject({
    weeks: z._default(z.enum(['12', '26', '52']), '12'),
  }),
  response: dashboard,
});
