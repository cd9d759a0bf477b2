import * as z from 'zod/mini';
import { byId, contract, instant, uuid } from './contract.ts';

/** A note of the secretariat, never shown to the author of the request. */
export const noteView = z.strictObject({ id: z.string(), author: z.string(), body: z.string(), at: instant });
export type NoteView = z.output<typeof noteView>;

export const addNote = contract({
  method: 'POST',
  path: '/api/requests/:id/notes',
  access: 'decider',
  summary:
    'Writes a private note; colleagues named by "@" are told. The id makes it one note, however often it is sent.',
  params: byId,
  body: z.strictObject({ id: uuid, words: z.string().check(z.maxLength(4000)) }),
  response: z.strictObject({ id: z.string(), mentions: z.array(z.string()) }),
});
