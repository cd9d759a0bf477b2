import * as z from 'zod/mini';
import { VERIFICATION_STATES } from '../domain/verification.ts';
import { byId, contract, instant, nothing, uuid } from './contract.ts';

const state = z.enum(VERIFICATION_STATES);

const asked = z.strictObject({
  personId: z.string(),
  name: z.string(),
  /** French. */
  role: z.string(),
  /** What became of the mail, and whether somebody has to look at it. */
  fate: z.string(),
  trouble: z.boolean(),
});

const row = z.strictObject({
  id: z.string(),
  poId: z.string(),
  fase: z.number(),
  name: z.string(),
  state,
  askedAt: instant,
  asked: z.array(asked),
  reminders: z.number(),
  remindedAt: z.nullable(instant),
  confirmedAt: z.nullable(instant),
  /** "Jeanne Lambert, présidente". */
  confirmedBy: z.nullable(z.string()),
});
export type VerificationRow = z.output<typeof row>;

const list = z.strictObject({
  rows: z.array(row),
  nextCursor: z.nullable(z.string()),
  counts: z.record(state, z.number()),
  /** When everybody was asked last; `by` is null for the calendar. */
  lastRound: z.nullable(z.strictObject({ at: instant, by: z.nullable(z.string()) })),
});
export type VerificationList = z.output<typeof list>;

export const listVerifications = contract({
  method: 'GET',
  path: '/api/verifications',
  access: 'staff',
  summary: 'The last asking of each PO within a year and what became of it, by name of the PO, 50 at a time.',
  query: z.strictObject({ state: z.optional(state), cursor: z.optional(uuid) }),
  response: list,
});

export const previewVerification = contract({
  method: 'GET',
  path: '/api/verifications/preview',
  access: 'administrator',
  summary: 'Whom a verification of all POs would write to.',
  response: z.strictObject({ pos: z.number(), people: z.number(), nobody: z.number() }),
});

export const launchVerification = contract({
  method: 'POST',
  path: '/api/verifications',
  access: 'administrator',
  sensitive: true,
  summary: 'Asks president and secretary of every open PO whether its file is right; the worker writes to them.',
  body: z.strictObject({ id: uuid }),
  response: nothing,
});

export const remindVerification = contract({
  method: 'POST',
  path: '/api/verifications/:id/remind',
  access: 'decider',
  summary: 'Reminds a PO that has not answered; once a day at most.',
  params: byId,
  response: nothing,
});

const freshness = z.strictObject({
  /** The last time that president or secretary said that the file is right. */
  confirmed: z.nullable(z.strictObject({ at: instant, by: z.string() })),
  /** Asked, and not answered. */
  pending: z.nullable(z.strictObject({ id: z.string(), at: instant })),
});
export type PoFreshness = z.output<typeof freshness>;

export const readPoFreshness = contract({
  method: 'GET',
  path: '/api/pos/:id/verification',
  access: 'staff',
  summary: 'When the file of a PO was last confirmed and by whom, and whether it is being asked.',
  params: byId,
  response: freshness,
});

export const askVerification = contract({
  method: 'POST',
  path: '/api/pos/:id/verification',
  access: 'decider',
  summary: 'Asks president and secretary of one PO whether its file is right.',
  params: byId,
  body: z.strictObject({ id: uuid }),
  response: nothing,
});
