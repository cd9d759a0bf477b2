import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import { createCircuit } from './circuit.ts';
import type { Delivery, Mailer, OutgoingMail } from './mailer.ts';

/** Mails under way at once; the mail queue takes as many jobs, so that no mail waits with its lease running. */
export const MAIL_CONNECTIONS = 4;

export type TransportOptions = {
  smtpUrl: string;
  from: { name: string; address: string };
  /** SMTP_TIMEOUT: a mail that is not through after so many seconds is given up for this time. */
  timeoutSeconds: number;
  log: Logger;
};

type Watched = { stream?: Readable };
type SmtpError = Error & { code?: string; responseCode?: number; response?: string; timeoutType?: string };

/** Sends over SMTP, on a small pool of connections. */
export function createMailTransport(options: TransportOptions): Mailer {
  const timeout = options.timeoutSeconds * 1_000;
  const circuit = createCircuit();
  const underWay = new Set<AbortController>();
  let stopping = false;
  const interrupt = (): void => {
    stopping = true;
    for (const sending of underWay) sending.abort();
  };
  const transport = createTransport({
    url: options.smtpUrl,
    pool: true,
    maxConnections: MAIL_CONNECTIONS,
    maxMessages: 100,
    // A mail is tried again by the ledger, never behind its back.
    maxRequeues: 0,
    connectionTimeout: Math.min(timeout, 10_000),
    greetingTimeout: Math.min(timeout, 10_000),
    dnsTimeout: Math.min(timeout, 10_000),
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // The stream of a message is read only once the server has said "354, go on": that tells a mail that cannot have
  // been taken from one that may.
  transport.use('stream', (mail, done) => {
    const watched = (mail.data as { watched?: Watched }).watched;
    const open = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (...parts: Parameters<typeof open>) => {
      const stream = open(...parts);
      if (watched) watched.stream = stream as Readable;
      return stream;
    };
    done();
  });

  async function send(mail: OutgoingMail): Promise<Delivery> {
    const closed = circuit.closedForMs();
    if (closed > 0) return { result: 'unreachable', code: 'smtp-away' };
    const watched: Watched = {};
    const sending = new AbortController();
    const late = setTimeout(() => sending.abort(), timeout);
    underWay.add(sending);
    try {
      const info = await transport.sendMail({
        from: options.from,
        to: mail.to,
        envelope: { from: options.from.address, to: [mail.to.address] },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: mail.messageId,
        // Out-of-office replies to a machine help nobody (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        signal: sending.signal,
        ...({ watched } as object),
      });
      circuit.reset();
      return { result: 'sent', responseCode: Number(/^\d{3}/.exec(info.response)?.[0] ?? 250) };
    } catch (error) {
      const handedOver = watched.stream?.readableDidRead ?? false;
      if (stopping && !handedOver) return { result: 'unreachable', code: 'stopping' };
      const delivery = readFailure(error as SmtpError, handedOver);
      if (delivery.result === 'unreachable') {
        circuit.trip();
        options.log.warn({ code: delivery.code, pauseMs: circuit.closedForMs() }, 'the mail server takes no mail');
      } else if (delivery.result !== 'ambiguous') circuit.reset();
      return delivery;
    } finally {
      clearTimeout(late);
      underWay.delete(sending);
    }
  }

  return {
    send,
    closedForMs: circuit.closedForMs,
    deadlineSeconds: options.timeoutSeconds,
    interrupt,
    async close() {
      interrupt();
      transport.close();
    },
  };
}

/** Decides on what the server said, not on nodemailer's own codes: 451 and 550 both come as EENVELOPE. */
export function readFailure(error: SmtpError, handedOver: boolean): Delivery {
  const { responseCode } = error;
  const code = responseCode ? String(responseCode) : (error.code ?? error.name);
  // A wrong password is our mistake, and 421 is "not now, whoever you are": neither is about this mail.
  const aboutMail = error.code === 'EENVELOPE' || error.code === 'EMESSAGE' || handedOver;
  if (responseCode && aboutMail && responseCode !== 421) {
    if (responseCode >= 500) return { result: 'refused', responseCode, words: wordsOf(error) };
    return { result: 'deferred', responseCode, code };
  }
  if (handedOver && !responseCode) return { result: 'ambiguous', code };
  // An address that nodemailer itself cannot put into an envelope will not get better.
  if (error.code === 'EENVELOPE' && !responseCode)
    return { result: 'refused', responseCode: null, words: 'invalid address' };
  const silent =
    error.timeoutType === 'SOCKET_TIMEOUT' ||
    error.name === 'AbortError' ||
    error.name === 'TimeoutError' ||
    error.code === 'EABORT';
  if (silent) return { result: 'deferred', responseCode: null, code: 'timeout' };
  return { result: 'unreachable', code };
}

function wordsOf(error: SmtpError): string {
  return (error.response ?? error.message).replace(/\s+/g, ' ').slice(0, 300);
}
