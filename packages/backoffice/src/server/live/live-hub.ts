import { sweepPresence } from '@guichet/shared/commands/sweep-presence';
import { LIVE_PING_MS } from '@guichet/shared/contracts/live';
import type { Database } from '@guichet/shared/db/client';
import { listenTo } from '@guichet/shared/db/listen';
import { GuichetError } from '@guichet/shared/errors/errors';
import type { Logger } from '@guichet/shared/http/logging';
import { gatherWords } from './gather-words.ts';
import type { LiveStream } from './live-stream.ts';
import { type LiveWord, readLiveWord } from './live-word.ts';
import { rememberWords } from './remember-words.ts';

/** The channel of migration 0022. */
const CHANNEL = 'guichet_live';
const SWEEP_MS = 2_000;
const SESSION_CHECK_MS = 15_000;
/** A browser shares one stream between its tabs; some cannot. */
const STREAMS_PER_SESSION = 8;
const STREAMS = 1_000;

export type LiveHub = {
  /** Opens a stream and keeps it until it ends. @throws GuichetError `too-many-requests`, `unavailable`: too many of them */
  add(stream: LiveStream): void;
  close(): Promise<void>;
};

type Options = { databaseUrl: string; db: Database; log: Logger };

/** One ear on the database for all the streams of this process. It listens as long as there are streams. */
export function createLiveHub(options: Options): LiveHub {
  const streams = new Set<LiveStream>();
  let listening: Listening | undefined;
  let closed = false;

  const refuseTooMany = ({ sessionId }: LiveStream): void => {
    if (closed || streams.size >= STREAMS) throw new GuichetError('unavailable', 'no room for another live stream');
    const ofSession = [...streams].filter((other) => other.sessionId === sessionId).length;
    if (ofSession < STREAMS_PER_SESSION) return;
    const details = { retryAfterSeconds: 60 };
    throw new GuichetError('too-many-requests', 'this session has too many live streams', { details });
  };
  const stopListening = async (): Promise<void> => {
    const last = listening;
    listening = undefined;
    await last?.stop();
  };

  return {
    add(stream) {
      refuseTooMany(stream);
      streams.add(stream);
      stream.onGone(() => {
        streams.delete(stream);
        if (streams.size === 0) void stopListening();
      });
      stream.open();
      listening ??= startListening(options, streams);
      listening.greet(stream);
    },
    async close() {
      closed = true;
      for (const stream of streams) stream.cut();
      await stopListening();
    },
  };
}

type Listening = { greet(stream: LiveStream): void; stop(): Promise<void> };

/**
 * Hears what changes and tells the streams. Each word gets a number, and the last ones are remembered: a stream that
 * comes back says which it heard last, and is told what came since, or that it must ask for everything again.
 */
function startListening({ databaseUrl, db, log }: Options, streams: ReadonlySet<LiveStream>): Listening {
  const said = rememberWords();
  let hearing = false;
  const greet = (stream: LiveStream): void => {
    if (!hearing) return;
    const missed = said.since(stream.lastHeard);
    stream.send('hello', said.mark(), { resync: missed === null });
    for (const { mark, word } of missed ?? []) stream.tell(word, mark);
  };
  const say = (word: LiveWord): void => {
    if (word.kind === 'session') return void checkSessions(streams, word.staff);
    const mark = said.remember(word);
    for (const stream of streams) stream.tell(word, mark);
  };
  const together = gatherWords(say);
  const ear = listenTo(databaseUrl, {
    channel: CHANNEL,
    applicationName: 'guichet-live',
    log,
    onWord: (text) => {
      const word = readLiveWord(text);
      if (word) together.add(word);
    },
    onHearing: () => {
      hearing = true;
      for (const stream of streams) greet(stream);
    },
    onDeaf: () => {
      hearing = false;
      said.forget();
      for (const stream of streams) stream.send('deaf', null, {});
    },
  });
  const ping = (): void => {
    if (hearing) for (const stream of streams) stream.send('ping', said.mark(), {});
  };
  // Leases that ran out are news too; whichever process is quickest tells it to all of them.
  const sweep = (): void => {
    if (hearing) sweepPresence(db).catch((error: unknown) => log.debug({ err: error }, 'presence was not swept'));
  };
  const timers = [
    setInterval(ping, LIVE_PING_MS),
    setInterval(sweep, SWEEP_MS),
    setInterval(() => void checkSessions(streams), SESSION_CHECK_MS),
  ];
  return {
    greet,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      together.stop();
      await ear.close();
    },
  };
}

/** Ends the streams whose session is over: all are looked at, or those of one member of staff. */
async function checkSessions(streams: ReadonlySet<LiveStream>, staffId?: string): Promise<void> {
  const asked = [...streams].filter(({ staff }) => staffId === undefined || staff.id === staffId);
  for (const stream of asked) {
    // While the database cannot be asked nobody is sent away; the next look tells.
    const stands = await stream.stillSignedIn().catch(() => true);
    if (!stands) stream.end();
  }
}
