import * as z from 'zod/mini';
import { byId, contract, instant, nothing, uuid } from './contract.ts';

const rule = z.strictObject({
  name: z.string(),
  label: z.string(),
  reason: z.string(),
  does: z.string(),
  /** "12 mois". */
  period: z.string(),
  /** What is over and has not gone. */
  due: z.number(),
  oldest: z.nullable(instant),
  /** Where people go themselves: the first ten of the secretariat, those who were over first. */
  people: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});
export type RetentionRuleView = z.output<typeof rule>;

const run = z.strictObject({
  id: z.string(),
  /** Null: the calendar. */
  orderedBy: z.nullable(z.string()),
  orderedAt: instant,
  startedAt: z.nullable(instant),
  finishedAt: z.nullable(instant),
  counts: z.array(z.strictObject({ label: z.string(), count: z.number() })),
});
export type RetentionRunView = z.output<typeof run>;

const erasureView = z.strictObject({
  id: z.string(),
  personId: z.string(),
  /** As it stands: "Personne effacée" once it is done. */
  name: z.string(),
  ground: z.enum(['request', 'retention']),
  state: z.enum(['awaiting-second', 'ordered', 'done', 'refused']),
  orderedBy: z.nullable(z.string()),
  orderedAt: instant,
  doneAt: z.nullable(instant),
  /** Whether who asks may confirm it. */
  mayConfirm: z.boolean(),
});
export type ErasureView = z.output<typeof erasureView>;

export const readRetention = contract({
  method: 'GET',
  path: '/api/administration/retention',
  access: 'administrator',
  summary: 'The rules of retention with what is due now, the last runs and the last erasures.',
  response: z.strictObject({ rules: z.array(rule), runs: z.array(run), erasures: z.array(erasureView) }),
});

export const orderRetention = contract({
  method: 'POST',
  path: '/api/administration/retention',
  access: 'administrator',
  sensitive: true,
  summary: 'Lets the rules of retention run now; the worker carries it out. The same id sent again is the same run.',
  body: z.strictObject({ id: uuid }),
  response: z.strictObject({ id: z.string() }),
});

const exportValue = z.strictObject({ label: z.string(), value: z.unknown() });
const exportPart = z.strictObject({
  table: z.string(),
  holds: z.string(),
  purpose: z.string(),
  basis: z.string(),
  /** How long it is kept. */
  kept: z.string(),
  rows: z.array(z.array(exportValue)),
});
const history = z.strictObject({
  field: z.string(),
  from: z.string(),
  to: z.string(),
  at: instant,
  origin: z.string(),
});
const consent = z.strictObject({
  platform: z.string(),
  /** Of the text that was agreed to. */
  version: z.number(),
  givenAt: instant,
  withdrawnAt: z.nullable(instant),
});
export type ConsentGiven = z.output<typeof consent>;

const personData = z.strictObject({
  person: z.strictObject({ id: z.string(), name: z.string(), erased: z.boolean() }),
  madeAt: instant,
  madeBy: z.string(),
  /** Mandates and roles, in words. */
  mandates: z.array(z.string()),
  /** Each change of each value, with what made it. */
  history: z.array(history),
  /** Which platforms were let know who they are. */
  consents: z.array(consent),
  parts: z.array(exportPart),
});
export type PersonData = z.output<typeof personData>;

export const exportPersonData = contract({
  method: 'POST',
  path: '/api/people/:id/data',
  access: 'decider',
  sensitive: true,
  summary: 'All that is kept of one person, for the person (GDPR, art. 15); recorded in the audit.',
  params: byId,
  body: z.strictObject({
    /** Who orders it has made sure that it goes to the person. */
    identityChecked: z.literal(true),
  }),
  response: personData,
});

const preview = z.strictObject({
  name: z.string(),
  /** What must be settled first: with any of them nothing can be ordered. */
  obstacles: z.array(z.string()),
  /** What must be ticked. */
  warnings: z.array(z.string()),
  goes: z.array(z.string()),
  stays: z.array(z.string()),
});
export type ErasurePreview = z.output<typeof preview>;

export const previewErasure = contract({
  method: 'GET',
  path: '/api/people/:id/erasure',
  access: 'administrator',
  summary: 'What erasing a person would take away, what stays, and what stands in its way.',
  params: byId,
  response: preview,
});

export const orderErasure = contract({
  method: 'POST',
  path: '/api/people/:id/erasure',
  access: 'administrator',
  sensitive: true,
  summary: 'Orders the erasure of a person (GDPR, art. 17); the worker carries it out.',
  params: byId,
  body: z.strictObject({ erasureId: uuid, acknowledged: z.int().check(z.minimum(0)) }),
  response: z.strictObject({ state: z.enum(['awaiting-second', 'ordered']) }),
});

export const confirmErasure = contract({
  method: 'POST',
  path: '/api/erasures/:id/confirm',
  access: 'administrator',
  sensitive: true,
  summary: 'The second person’s word on an erasure.',
  params: byId,
  body: z.strictObject({ accept: z.boolean() }),
  response: nothing,
});
