import * as z from 'zod/mini';
import { BULK_ITEM_STATES, BULK_KINDS, BULK_LIMIT } from '../domain/bulk.ts';
import { REQUEST_STATES } from '../domain/transitions.ts';
import { byId, contract, instant, nothing, uuid } from './contract.ts';
import { listQuery } from './request-list.ts';

const items = z
  .array(z.strictObject({ requestId: uuid, version: z.int().check(z.positive()) }))
  .check(z.minLength(1), z.maxLength(BULK_LIMIT));
export type BulkItemRef = { requestId: string; version: number };

/** Requests that were chosen one by one, or all that a filter of the queue shows at this moment. */
const selection = z.union([z.strictObject({ items }), z.strictObject({ filter: z.omit(listQuery, { cursor: true }) })]);
export type BulkSelection = z.output<typeof selection>;

const preview = z.strictObject({
  /** What would be ordered: the requests in their order, at the version that was looked at. */
  items: z.array(z.strictObject({ requestId: z.string(), version: z.number() })),
  /** The filter shows more than one run holds. */
  more: z.boolean(),
  /** Those that would be done as things stand, per type; of those that are given to somebody, per who has them. */
  able: z.array(z.strictObject({ label: z.string(), count: z.number() })),
  /** Those that would be left, per reason, the most frequent first. */
  left: z.array(z.strictObject({ reason: z.string(), count: z.number(), references: z.array(z.string()) })),
});
export type BulkPreview = z.output<typeof preview>;

/** Changes nothing; a POST because the choice does not fit an address. */
export const previewBulk = contract({
  method: 'POST',
  path: '/api/bulk/preview',
  access: 'decider',
  summary: `What ordering this for these requests would do, before it is ordered; ${BULK_LIMIT} at most.`,
  body: z.strictObject({ kind: z.enum(BULK_KINDS), selection }),
  response: preview,
});

const order = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('approve') }),
  z.strictObject({ kind: z.literal('reject'), reason: z.string().check(z.maxLength(4000)) }),
  /** To this colleague or oneself; null releases them. */
  z.strictObject({ kind: z.literal('assign'), assigneeId: z.nullable(uuid) }),
]);

export const orderBulk = contract({
  method: 'POST',
  path: '/api/bulk',
  access: 'decider',
  summary: 'Orders a run over many requests; the worker carries it out. The same id sent again is the same run.',
  body: z.strictObject({ id: uuid, order, items }),
  response: z.strictObject({ id: z.string() }),
});

const run = z.strictObject({
  id: z.string(),
  kind: z.enum(BULK_KINDS),
  reason: z.string(),
  /** To whom they are given; null: to nobody any more. */
  assignee: z.nullable(z.string()),
  orderedBy: z.string(),
  /** Ordered by who asks. */
  own: z.boolean(),
  orderedAt: instant,
  stoppedBy: z.nullable(z.string()),
  finishedAt: z.nullable(instant),
  total: z.number(),
  counts: z.record(z.enum(BULK_ITEM_STATES), z.number()),
  /** Approvals of it that may still be taken back. */
  undoable: z.number(),
});
export type BulkRunView = z.output<typeof run>;

export const listBulkRuns = contract({
  method: 'GET',
  path: '/api/bulk',
  access: 'staff',
  summary: 'The recent runs of the secretariat, the newest first.',
  response: z.strictObject({ runs: z.array(run) }),
});

export const readBulkRun = contract({
  method: 'GET',
  path: '/api/bulk/:id',
  access: 'staff',
  summary: 'How far a run has come.',
  params: byId,
  response: run,
});

const item = z.strictObject({
  requestId: z.string(),
  reference: z.string(),
  typeLabel: z.string(),
  subject: z.string(),
  poName: z.string(),
  state: z.enum(BULK_ITEM_STATES),
  /** What became of it, or why it was left. */
  outcome: z.string(),
  /** The request as it stands now. */
  requestState: z.enum(REQUEST_STATES),
  requestStateLabel: z.string(),
  version: z.number(),
});
export type BulkItemView = z.output<typeof item>;

export const listBulkItems = contract({
  method: 'GET',
  path: '/api/bulk/:id/items',
  access: 'staff',
  summary: 'What became of each request of a run, in their order.',
  params: byId,
  response: z.strictObject({ items: z.array(item) }),
});

export const stopBulk = contract({
  method: 'POST',
  path: '/api/bulk/:id/stop',
  access: 'decider',
  summary: 'Stops a run: what is done stays done.',
  params: byId,
  response: nothing,
});

export const undoBulk = contract({
  method: 'POST',
  path: '/api/bulk/:id/undo',
  access: 'decider',
  summary: 'Takes back the approvals of a run that are not applied yet, and stops the rest.',
  params: byId,
  response: z.strictObject({ undone: z.number() }),
});
