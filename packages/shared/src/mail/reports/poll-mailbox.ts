import { ImapFlow } from 'imapflow';
import { REPORT_BYTES } from './read-report.ts';

export type MailboxPoll = {
  /** BOUNCE_IMAP_URL. */
  url: string;
  /** Takes one message; resolves, once that is committed, with whether somebody should look at it. */
  take: (message: Uint8Array) => Promise<{ look: boolean }>;
  signal: AbortSignal;
};

const TIMEOUT_MS = 30_000;
/** So many at one time: the next turn goes on. */
const MOST = 500;

/**
 * Reads the messages of a mailbox that nobody has read, one after the other. Each is marked as read once it is taken for
 * good, so that a worker that dies reads it again, and as flagged when it says nothing that we understand. What could not
 * be taken stays unread, and does not keep the others. Resolves with how many were taken.
 * @throws what the server, or the first message that could not be taken, ended with
 */
export async function pollMailbox({ url, take, signal }: MailboxPoll): Promise<number> {
  const client = openClient(url);
  const leave = (): void => client.close();
  signal.addEventListener('abort', leave);
  try {
    await client.connect();
    const lock = await client.getMailboxLock(folderOf(url));
    try {
      return await takeAll(client, take, signal);
    } finally {
      lock.release();
    }
  } finally {
    signal.removeEventListener('abort', leave);
    await client.logout().catch(leave);
  }
}

async function takeAll(client: ImapFlow, take: MailboxPoll['take'], signal: AbortSignal): Promise<number> {
  const uids = (await client.search({ seen: false }, { uid: true })) || [];
  const failures: unknown[] = [];
  let taken = 0;
  for (const uid of uids.slice(0, MOST)) {
    if (signal.aborted) break;
    // Only the beginning, and without marking it as read.
    const message = await client.fetchOne(
      String(uid),
      { source: { start: 0, maxLength: REPORT_BYTES } },
      { uid: true },
    );
    if (!message || !message.source) continue;
    try {
      const { look } = await take(message.source);
      await client.messageFlagsAdd(String(uid), look ? ['\\Seen', '\\Flagged'] : ['\\Seen'], { uid: true });
      taken += 1;
    } catch (error) {
      if (!client.usable) throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return taken;
}

function openClient(text: string): ImapFlow {
  const url = new URL(text);
  const secure = url.protocol === 'imaps:';
  const client = new ImapFlow({
    host: url.hostname,
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    // What it logs names people.
    logger: false,
    ...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: 2 * TIMEOUT_MS },
  });
  // A connection that breaks rejects what is under way; without a listener it would end the process.
  client.on('error', () => {});
  return client;
}

function folderOf(text: string): string {
  return decodeURIComponent(new URL(text).pathname.replace(/^\//, '')) || 'INBOX';
}
