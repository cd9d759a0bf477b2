import * as z from 'zod/mini';
import { CAME_BY } from '../domain/came-by.ts';
import { REQUEST_STATES, type RequestState } from '../domain/transitions.ts';
import { SEVERITIES } from '../request-types/plan.ts';
import { isCivilDate } from '../domain/dates.ts';
import { contract, instant, uuid } from './contract.ts';
import { triage } from './triage.ts';

/**
 * What the queue shows, in the order of the tabs. What is to be done begins with what failed, and holds what authors
 * have corrected; what is set aside until a later day stands apart, and comes back by itself.
 */
export const QUEUE_GROUPS = [
  'todo',
  'corrected',
  'failed',
  'waiting',
  'mine',
  'set-aside',
  'approved',
  'closed',
  'all',
] as const;
export type QueueGroup = (typeof QUEUE_GROUPS)[number];

/** The states of each group, the most urgent first: within a state, the order is that of arrival. */
export const GROUP_STATES: Record<QueueGroup, readonly RequestState[]> = {
  todo: ['failed', 'submitted'],
  corrected: ['submitted'],
  failed: ['failed'],
  waiting: ['correction_requested'],
  mine: ['failed', 'submitted', 'correction_requested', 'approved'],
  'set-aside': ['submitted'],
  approved: ['approved'],
  closed: ['applied', 'rejected', 'withdrawn', 'lapsed', 'merged'],
  all: REQUEST_STATES,
};

/** Groups in which one looks for what was done lately. */
export const NEWEST_FIRST: ReadonlySet<QueueGroup> = new Set<QueueGroup>(['closed', 'all']);

/** The number of what is over is counted up to here. */
export const COUNTED = 1_000;

/** What is to be looked at before deciding; of requests that are open. */
export const CHECKS = ['blocking', 'warning', 'none', 'unconfirmed'] as const;
export const CHANNELS = ['form', 'staff'] as const;

const day = z.optional(z.string().check(z.refine(isCivilDate)));

export const listQuery = z.strictObject({
  group: z._default(z.enum(QUEUE_GROUPS), 'todo'),
  type: z.optional(z.string().check(z.maxLength(60))),
  po: z.optional(uuid),
  /** Words that begin like those of the reference, subject, PO (name, place or FASE number) or author (name or e-mail). */
  q: z.optional(z.string().check(z.maxLength(100))),
  assignee: z.optional(z.union([z.enum(['me', 'nobody']), uuid])),
  check: z.optional(z.enum(CHECKS)),
  channel: z.optional(z.enum(CHANNELS)),
  /** Received, and settled, from that day of Brussels on, and until that day included. */
  cameFrom: day,
  cameTo: day,
  settledFrom: day,
  settledTo: day,
  cursor: z.optional(z.string().check(z.maxLength(200))),
});
export type RequestListQuery = z.output<typeof listQuery>;

const badge = z.strictObject({ severity: z.enum(SEVERITIES), label: z.string() });

const row = z.strictObject({
  id: z.string(),
  reference: z.string(),
  /** "2 de 3": its place in the envoi. */
  position: z.number(),
  total: z.number(),
  typeLabel: z.string(),
  state: z.enum(REQUEST_STATES),
  stateLabel: z.string(),
  version: z.number(),
  poName: z.string(),
  subject: z.string(),
  createdAt: instant,
  /** Null once nothing more happens to it. */
  settledAt: z.nullable(instant),
  badges: z.array(badge),
  channel: z.enum(CHANNELS),
  /** How it reached the secretariat, and who entered it. */
  came: z.nullable(z.strictObject({ by: z.enum(CAME_BY), enteredBy: z.string() })),
  /** Who of the secretariat ordered it, where nobody outside asked. */
  orderedBy: z.nullable(z.string()),
  ...triage.shape,
});
export type RequestRow = z.output<typeof row>;

const list = z.strictObject({
  rows: z.array(row),
  nextCursor: z.nullable(z.string()),
  /** Requests per group of the secretariat, whatever the other filters; those that hold what is over up to `COUNTED`. */
  counts: z.record(z.enum(QUEUE_GROUPS), z.number()),
  /** The PO that the list is narrowed to. */
  po: z.nullable(z.strictObject({ id: z.string(), name: z.string() })),
  /** Nothing bears the words of `q`: the rows bear words that resemble them. */
  near: z.boolean(),
});
export type RequestList = z.output<typeof list>;

export const listRequests = contract({
  method: 'POST',
  path: '/api/requests/search',
  access: 'staff',
  summary:
    'The queue of the secretariat, oldest first; narrowed by group, type, PO, assignee, findings, channel, days and words; 50 at a time.',
  body: listQuery,
  response: list,
});
