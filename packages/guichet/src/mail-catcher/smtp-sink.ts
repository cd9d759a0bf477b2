import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { MailStore } from './mail-store.ts';

const largestMail = 10_000_000;

/** Takes every mail that is sent to it and sends none on. Listens on the loopback only. */
export async function startSmtpSink(port: number, store: MailStore): Promise<{ close(): Promise<void> }> {
  const server = new SMTPServer({
    banner: 'Guichet PO mail catcher',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestMail,
    closeTimeout: 1000,
    onData(stream, session, done) {
      simpleParser(stream, { skipImageLinks: true })
        .then((mail) => {
          if (stream.sizeExceeded) {
            return done(Object.assign(new Error('Message too large'), { responseCode: 552 }));
          }
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          store.add(mail, recipients, new Date());
          done();
        })
        .catch((error: Error) => done(error));
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  // A client that hangs up half-way is its own affair.
  server.on('error', () => {});
  return { close: () => new Promise((resolve) => server.close(() => resolve())) };
}
