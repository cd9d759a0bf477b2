import hoodiecrow from 'hoodiecrow-imap';
import { freePort } from '../db/cluster/cluster.ts';

export type TestImapServer = {
  /** With user, password and port. */
  url: string;
  /** Puts an unread message into INBOX. */
  append(raw: string): void;
  /** The flags of each message of INBOX, in order. */
  flags(): string[][];
  close(): Promise<void>;
};

/** A mailbox that is read over IMAP, for tests. */
export async function startTestImapServer(): Promise<TestImapServer> {
  const server = hoodiecrow({
    plugins: ['ID', 'UIDPLUS', 'LITERALPLUS', 'AUTH-PLAIN'],
    storage: { INBOX: { messages: [] } },
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `imap://testuser:testpass@127.0.0.1:${port}`,
    append: (raw) => server.appendMessage('INBOX', [], new Date(), raw.replaceAll('\n', '\r\n')),
    flags: () => server.getMailbox('INBOX').messages.map(({ flags = [] }) => flags.toSorted()),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
