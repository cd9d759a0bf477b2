import * as z from 'zod/mini';
import { REQUEST_STATES } from '../domain/transitions.ts';
import { byId, contract, instant } from './contract.ts';

const side = z.strictObject({
  id: z.string(),
  version: z.number(),
  reference: z.string(),
  position: z.number(),
  sentence: z.string(),
  submitter: z.string(),
  state: z.enum(REQUEST_STATES),
  stateLabel: z.string(),
  createdAt: instant,
  answers: z.array(z.strictObject({ label: z.string(), value: z.string() })),
});
export type MergeSide = z.output<typeof side>;

const candidates = z.strictObject({ own: side, candidates: z.array(side) });
export type MergeCandidates = z.output<typeof candidates>;

export const listMergeCandidates = contract({
  method: 'GET',
  path: '/api/requests/:id/same',
  access: 'staff',
  summary: 'Open requests that may ask the same: one type, one PO, nearly one name; with their answers.',
  params: byId,
  response: candidates,
});
