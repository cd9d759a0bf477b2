import * as z from 'zod/mini';
import { REQUEST_STATES } from '../domain/transitions.ts';
import { byId, contract, instant, nothing, uuid } from './contract.ts';
import { fieldName, formValues, schoolOptions } from './form-values.ts';
import { origin } from './pos.ts';

export const effect = z.strictObject({
  icon: z.enum(['person', 'calendar', 'role', 'building', 'mail', 'account']),
  text: z.string(),
  detail: z.nullable(z.string()),
});

const compared = z.strictObject({
  field: z.string(),
  label: z.string(),
  known: z.nullable(z.string()),
  asked: z.string(),
  changed: z.boolean(),
  /** What was recorded when the request was sent, where it changed since; and what changed it. */
  atSubmission: z.nullable(z.strictObject({ text: z.nullable(z.string()), origin })),
  /** The values that may be taken instead of what is asked. */
  takes: z.array(z.enum(['now', 'submitted'])),
});

const corrected = z.strictObject({
  field: z.string(),
  label: z.string(),
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
  by: z.string(),
  at: z.nullable(instant),
});
export type CorrectedView = z.output<typeof corrected>;

/** What became of an approval that could not be applied: what changed meanwhile, and in what the plan differs now. */
const staleness = z.strictObject({
  approvedBy: z.string(),
  approvedAt: instant,
  changes: z.array(z.strictObject({ label: z.string(), before: z.string(), after: z.string(), origin })),
  gone: z.array(effect),
  added: z.array(z.strictObject({ ...effect.shape, origin })),
});
export type StalenessView = z.output<typeof staleness>;

const linked = z.strictObject({
  id: z.string(),
  reference: z.string(),
  state: z.enum(REQUEST_STATES),
  stateLabel: z.string(),
});

/** The part of a request's view that helps to look twice. */
export const secondLook = {
  compared: z.array(compared),
  /** Answers that staff corrected. */
  corrected: z.array(corrected),
  staleness: z.nullable(staleness),
  /** The request that this one takes back, or that takes this one back. */
  reverts: z.nullable(linked),
  revertedBy: z.nullable(linked),
  mayRevert: z.boolean(),
  /** Who of the secretariat wrote it, when it did not come from the form. */
  enteredBy: z.nullable(z.string()),
  /** Why the reader may not approve, though they may decide otherwise. */
  mayNotApproveBecause: z.nullable(z.string()),
};

const onVersion = { version: z.int().check(z.positive()) };

export const readForm = contract({
  method: 'GET',
  path: '/api/requests/:id/form',
  access: 'staff',
  summary: 'The answers of a request as its form holds them, to correct them.',
  params: byId,
  response: z.strictObject({
    type: z.string(),
    values: formValues,
    /** The schools of the PO; null while the PO is not known. */
    schools: z.nullable(schoolOptions),
  }),
});

export const correctAnswers = contract({
  method: 'POST',
  path: '/api/requests/:id/correct',
  access: 'decider',
  summary: 'Corrects answers as their form would read them; what was sent stays on record.',
  params: byId,
  body: z.strictObject({ ...onVersion, values: formValues }),
  response: nothing,
});

export const takeValue = contract({
  method: 'POST',
  path: '/api/requests/:id/take',
  access: 'decider',
  summary: 'Takes the recorded value of a field, that of now or that of when it was sent, instead of what is asked.',
  params: byId,
  body: z.strictObject({ ...onVersion, field: fieldName, value: z.enum(['now', 'submitted']) }),
  response: nothing,
});

export const orderRevert = contract({
  method: 'POST',
  path: '/api/requests/:id/revert',
  access: 'decider',
  summary: 'Orders that an applied request be taken back: a request of its own, to be decided like any other.',
  params: byId,
  body: z.strictObject({ ...onVersion, reason: z.string().check(z.maxLength(4000)) }),
  response: z.strictObject({ requestId: uuid }),
});
