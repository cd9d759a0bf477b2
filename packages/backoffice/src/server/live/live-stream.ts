import type { StaffActor } from '@guichet/shared/commands/context';
import type { LiveChange, LiveEventName } from '@guichet/shared/contracts/live';
import type { Request, Response } from 'express';
import type { LiveWord } from './live-word.ts';

/** Whoever reads so slowly that this much waits for them is cut off: they come back and ask for everything. */
const MAX_WAITING_BYTES = 256 * 1024;
/** How soon a browser comes back by itself. */
const RETRY_MS = 2_000;

export type LiveStream = {
  staff: StaffActor;
  sessionId: string;
  /** The mark of the last word heard before, if any. */
  lastHeard: string | null;
  stillSignedIn: () => Promise<boolean>;
  open(): void;
  send(event: LiveEventName, mark: string | null, data: object): void;
  /** Says a word, if it is meant for this person. */
  tell(word: LiveWord, mark: string): void;
  /** The session is over: says so, and ends. */
  end(): void;
  /** This process stops: the browser comes back, to another one. */
  cut(): void;
  onGone(listener: () => void): void;
};

/** One browser's stream of server-sent events. */
export function liveStream(
  req: Request,
  res: Response,
  of: Pick<LiveStream, 'staff' | 'sessionId' | 'stillSignedIn'>,
): LiveStream {
  const write = (text: string): void => {
    if (res.writableEnded || res.destroyed) return;
    if (res.writableLength > MAX_WAITING_BYTES) res.destroy();
    else res.write(text);
  };
  const send: LiveStream['send'] = (event, mark, data) => {
    const id = mark === null ? '' : `id: ${mark}\n`;
    write(`event: ${event}\n${id}data: ${JSON.stringify(data)}\n\n`);
  };
  return {
    ...of,
    lastHeard: req.get('last-event-id') ?? null,
    open() {
      res.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        // Neither kept, nor compressed, nor gathered on the way: each word goes out when it is said.
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      });
      req.socket.setNoDelay(true);
      req.socket.setKeepAlive(true, 10_000);
      write(`retry: ${RETRY_MS}\n\n`);
    },
    send,
    tell(word, mark) {
      const change = changeFor(word, of.staff);
      if (change) send('change', mark, change);
    },
    end() {
      send('over', null, {});
      res.end();
    },
    cut: () => res.end(),
    onGone: (listener) => res.once('close', listener),
  };
}

/** What this person is told of a word; null when it is none of their business. */
function changeFor(word: LiveWord, staff: StaffActor): LiveChange | null {
  if (word.kind === 'session') return null;
  if (word.kind === 'notice') return word.staff === staff.id ? { kind: 'notice', id: word.id } : null;
  // A task without a secretariat is everybody's.
  if (word.region !== null && word.region !== staff.regionId) return null;
  if (word.kind === 'request') return { kind: 'request', id: word.id, po: word.po };
  if (word.kind === 'mailing') return { kind: 'mailing', id: word.id };
  return { kind: word.kind };
}
