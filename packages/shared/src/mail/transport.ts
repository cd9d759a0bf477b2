import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import { bounceAddressOf } from './bounce-address.ts';
import { createCircuit } from './circuit.ts';
import { joinChunks } from './join-chunks.ts';
import type { Delivery, Mailer, OutgoingMail } from './mailer.ts';

/** Mails under way at once; the mail queue takes as many jobs, so that no mail waits with its lease running. */
export const MAIL_CONNECTIONS = 4;
/** The same for mails of mailings: so many jobs, each with so many mails under way. */
export const MAILING_JOBS = 2;
export const MAILING_WAVE = 8;
const MAILING_CONNECTIONS = MAILING_JOBS * MAILING_WAVE;

/** What all mail is signed with (RFC 6376). */
export type DkimKey = { domain: string; selector: string; privateKey: string };

/** The key of the environment; none unless all of it is given. */
export function dkimKey(env: {
  DKIM_DOMAIN?: string | undefined;
  DKIM_SELECTOR?: string | undefined;
  DKIM_KEY_FILE?: string | undefined;
}): DkimKey | undefined {
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY_FILE: privateKey } = env;
  return domain && selector && privateKey ? { domain, selector, privateKey } : undefined;
}

/**
 * Headers that the signature holds: nodemailer's own list, and the ones by which a list is left, which a receiver must
 * not trust unless they are signed (RFC 8058, 4).
 */
const SIGNED = [
  ...['From', 'Sender', 'Reply-To', 'To', 'Cc', 'Subject', 'Date', 'Message-ID', 'In-Reply-To', 'References'],
  ...['MIME-Version', 'Content-Type', 'Content-Transfer-Encoding', 'Auto-Submitted', 'Precedence'],
  ...['List-Id', 'List-Help', 'List-Unsubscribe', 'List-Unsubscribe-Post', 'List-Archive', 'List-Owner'],
].join(':');

export type TransportOptions = {
  smtpUrl: string;
  from: { name: string; address: string };
  /** SMTP_TIMEOUT: a mail that is not through after so many seconds is given up for this time. */
  timeoutSeconds: number;
  /** BOUNCE_ADDRESS: servers send back what they refuse later to an address of its own for each mail, made from this one. */
  bounceAddress?: string | undefined;
  dkim?: DkimKey | undefined;
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
    // Room for both: an activation waits behind no mail of a mailing.
    maxConnections: MAIL_CONNECTIONS + MAILING_CONNECTIONS,
    maxMessages: 100,
    // A mail is tried again by the ledger, never behind its back.
    maxRequeues: 0,
    connectionTimeout: Math.min(timeout, 10_000),
    greetingTimeout: Math.min(timeout, 10_000),
    dnsTimeout: Math.min(timeout, 10_000),
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(options.dkim ? { dkim: signWith(options.dkim) } : {}),
  });
  // The stream of a message is read only once the server has said "354, go on": that tells a mail that cannot have
  // been taken from one that may.
  transport.use('stream', (mail, done) => {
    const watched = (mail.data as { watched?: Watched }).watched;
    const open = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (...parts: Parameters<typeof open>) => {
      const stream = joinChunks(open(...parts) as Readable);
      if (watched) watched.stream = stream;
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
        ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
        envelope: { from: returnPath(options, mail), to: [mail.to.address] },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        // What nodemailer would find out for each header and text by reading it through: ours are in French.
        encoding: 'quoted-printable',
        textEncoding: 'quoted-printable',
        messageId: mail.messageId,
        headers: { ...asTheyAre(mail.headers ?? {}), ...autoHeaders(mail) },
        ...(mail.files ? { attachments: mail.files.map(attachmentOf) } : {}),
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

function signWith({ domain, selector, privateKey }: DkimKey) {
  return { domainName: domain, keySelector: selector, privateKey, headerFieldNames: SIGNED };
}

/** Where a refusal that comes later is sent: one address for each mail (VERP), so that it says by itself which it is about. */
function returnPath({ bounceAddress, from }: TransportOptions, mail: OutgoingMail): string {
  return bounceAddress ? bounceAddressOf(bounceAddress, mail.id) : from.address;
}

/** Headers whose form is a standard's: nodemailer would encode the quotes and brackets in them. */
function asTheyAre(headers: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, { prepared: true, foldLines: true, value }]),
  );
}

/** Out-of-office replies to a machine help nobody (RFC 3834); what somebody wrote does not say that a machine did. */
function autoHeaders({ written }: OutgoingMail): Record<string, string> {
  return {
    'Auto-Submitted': written === 'by-staff' ? 'no' : 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
  };
}

function attachmentOf({ name, type, content, cid }: NonNullable<OutgoingMail['files']>[number]) {
  const place = cid === undefined ? {} : { cid, contentDisposition: 'inline' as const };
  return {
    filename: name,
    contentType: type,
    content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    ...place,
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
    return { result: 'deferred', responseCode, code, words: wordsOf(error) };
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
