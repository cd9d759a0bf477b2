import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What the far end answers to the next message: afterwards it accepts again. */
export type MailAnswer =
  | { kind: 'accept' }
  /** Refuses after RCPT TO, 4xx or 5xx. */
  | { kind: 'refuse'; code: number; message?: string }
  /** Waits so long before it answers DATA, then accepts. */
  | { kind: 'tarpit'; ms: number }
  /** Takes the whole message, keeps it, and drops the link before the "250". */
  | { kind: 'drop-after-data' };

export type TestMailbox = {
  port: number;
  url: string;
  /** Messages taken, oldest first. */
  messages: ParsedMail[];
  /** How many times a client came as far as RCPT TO. */
  attempts: number;
  /** Answers for the next messages, in order; `repeat` gives the same one several times. */
  script(answer: MailAnswer, repeat?: number): void;
  /** Resolves with the messages once there are at least `count`. */
  waitFor(count: number, timeoutMs?: number): Promise<ParsedMail[]>;
  /** Stops listening (connections are refused) until `open`, on the same port. */
  shut(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
};

/** The far end of SMTP for tests: takes mails, and misbehaves as told. */
export async function startTestMailbox(): Promise<TestMailbox> {
  const planned: MailAnswer[] = [];
  const waiting = new Set<() => void>();
  let server: SMTPServer | undefined;

  const mailbox: TestMailbox = {
    port: 0,
    url: '',
    messages: [],
    attempts: 0,
    script: (answer, repeat = 1) => {
      for (let turn = 0; turn < repeat; turn += 1) planned.push(answer);
    },
    waitFor: (count, timeoutMs = 10_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`waited for ${count} mails, got ${mailbox.messages.length}`));
        }, timeoutMs);
        const look = (): void => {
          if (mailbox.messages.length < count) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(mailbox.messages);
        };
        waiting.add(look);
        look();
      }),
    open: async () => {
      server = build();
      await new Promise<void>((resolve, reject) => {
        server?.once('error', reject);
        server?.listen(mailbox.port, '127.0.0.1', () => resolve());
      });
      // A link cut half-way is what some tests ask for.
      server.removeAllListeners('error');
      server.on('error', () => {});
      mailbox.port = (server.server.address() as AddressInfo).port;
      mailbox.url = `smtp://127.0.0.1:${mailbox.port}`;
    },
    shut: async () => {
      const open = server;
      server = undefined;
      if (open) await new Promise<void>((resolve) => open.close(() => resolve()));
    },
    close: () => mailbox.shut(),
  };

  function build(): SMTPServer {
    const answers = new Map<string, MailAnswer>();
    return new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 500,
      onRcptTo(_address, session, done) {
        mailbox.attempts += 1;
        const answer = planned.shift() ?? { kind: 'accept' };
        if (answer.kind === 'refuse') {
          return done(Object.assign(new Error(answer.message ?? 'refused'), { responseCode: answer.code }));
        }
        answers.set(session.id, answer);
        done();
      },
      onData(stream, session, done) {
        const answer = answers.get(session.id) ?? { kind: 'accept' };
        simpleParser(stream)
          .then(async (mail) => {
            if (answer.kind === 'tarpit') await new Promise((resolve) => setTimeout(resolve, answer.ms).unref());
            mailbox.messages.push(mail);
            if (answer.kind === 'drop-after-data') {
              // The library hides the socket of a session: the connection that carries it is found by its id.
              for (const connection of (server as unknown as { connections: Set<Connection> }).connections) {
                if (connection.id === session.id) connection._socket.destroy();
              }
            } else {
              done();
            }
            for (const look of waiting) look();
          })
          .catch((error: Error) => done(error));
      },
    });
  }

  await mailbox.open();
  return mailbox;
}

type Connection = { id: string; _socket: { destroy(): void } };
