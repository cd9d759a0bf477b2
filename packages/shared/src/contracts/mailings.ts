import * as z from 'zod/mini';
import { byId, contract, instant, uuid } from './contract.ts';
import { MAILING_LISTS, mailingChanges, mailingLine, mailingView } from './mailing-view.ts';

const onVersion = { version: z.int().check(z.positive()) };
const written = z.strictObject({ version: z.number(), updatedAt: instant });

export const listMailings = contract({
  method: 'GET',
  path: '/api/mailings',
  access: 'staff',
  summary: 'The mailings of the secretariat, newest first, fifty at a time.',
  query: z.strictObject({ list: z.optional(z.enum(MAILING_LISTS)), after: z.optional(uuid) }),
  response: z.strictObject({ mailings: z.array(mailingLine), more: z.boolean() }),
});

export const readMailing = contract({
  method: 'GET',
  path: '/api/mailings/:id',
  access: 'staff',
  summary: 'One mailing: its text, whom it is for, and where it stands.',
  params: byId,
  response: mailingView,
});

export const createMailing = contract({
  method: 'POST',
  path: '/api/mailings',
  access: 'decider',
  summary: 'Opens a draft, empty or as a copy of another mailing. The same id sent again is the same draft.',
  body: z.strictObject({ id: uuid, copyOf: z.optional(uuid) }),
  response: z.strictObject({ id: z.string() }),
});

export const saveMailing = contract({
  method: 'POST',
  path: '/api/mailings/:id',
  access: 'decider',
  summary: 'Writes a draft down; 409 when a colleague was quicker, or when it is no draft any more.',
  params: byId,
  body: z.strictObject({ ...onVersion, changes: mailingChanges }),
  response: written,
});

export const discardMailing = contract({
  method: 'POST',
  path: '/api/mailings/:id/discard',
  access: 'decider',
  summary: 'Throws a draft away, or takes it back; 409 when a colleague was quicker.',
  params: byId,
  body: z.strictObject({ ...onVersion, discarded: z.boolean() }),
  response: written,
});
