import * as z from 'zod/mini';
import { contract } from './contract.ts';

/**
 * What a stream says. Kinds and ids, never what they stand for: that is asked for again.
 * - hello: the stream is open. `resync`: what was said before, or while the line was down, may have been missed.
 * - change: requests, a task, who is present, a mailing, or a notice to this person changed. `many`: too many to name.
 * - deaf: the server hears nothing for the moment; a `hello` with `resync` follows when it does again.
 * - ping: the line is alive; every few seconds.
 * - over: the session has ended; the stream ends too.
 */
export const LIVE_EVENTS = ['hello', 'change', 'deaf', 'ping', 'over'] as const;
export type LiveEventName = (typeof LIVE_EVENTS)[number];

export const liveChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('request'), id: z.string(), po: z.nullable(z.string()) }),
  z.strictObject({ kind: z.literal('requests') }),
  z.strictObject({ kind: z.literal('task') }),
  z.strictObject({ kind: z.literal('presence') }),
  z.strictObject({ kind: z.literal('mailing'), id: z.string() }),
  z.strictObject({ kind: z.literal('notice'), id: z.string() }),
]);
export type LiveChange = z.output<typeof liveChange>;

/** How often the line says that it is alive; whoever hears nothing for three times as long opens another. */
export const LIVE_PING_MS = 8_000;

export const openLive = contract({
  method: 'GET',
  path: '/api/live',
  access: 'staff',
  stream: true,
  summary:
    'Server-sent events: what changes in the own secretariat, as kinds and ids. `Last-Event-ID` resumes; when too much was missed, `hello` says `resync`.',
  response: z.string(),
});
