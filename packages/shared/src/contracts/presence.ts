import * as z from 'zod/mini';
import { DOINGS } from '../domain/presence.ts';
import { byId, contract, nothing, uuid } from './contract.ts';

const present = z.strictObject({
  requestId: z.string(),
  staffId: z.string(),
  name: z.string(),
  doing: z.enum(DOINGS),
});
export type PresentView = z.output<typeof present>;

export const listPresence = contract({
  method: 'GET',
  path: '/api/presence',
  access: 'staff',
  summary: 'Who has which request before them, in the own secretariat; once per person and request, oneself included.',
  response: z.strictObject({ present: z.array(present) }),
});

export const keepPresence = contract({
  method: 'POST',
  path: '/api/presence/:id',
  access: 'staff',
  summary: 'Says that a tab (the id, drawn by it) still has a request before it; holds for some seconds.',
  params: byId,
  body: z.strictObject({ requestId: uuid, doing: z.enum(DOINGS) }),
  response: nothing,
});

export const endPresence = contract({
  method: 'DELETE',
  path: '/api/presence/:id',
  access: 'staff',
  summary: 'Says that a tab has no request before it any more.',
  params: byId,
  response: nothing,
});
