/** A mail ready to leave. One recipient. */
export type OutgoingMail = {
  /** Its row: the address to which a server sends it back is made of it. */
  id: string;
  to: { address: string; name: string };
  /** The secretariat, which reads what is answered; the address that mails leave from may have no reader. */
  replyTo?: { address: string; name: string };
  subject: string;
  html: string;
  text: string;
  /** Fixed for the row: a resend is recognised as the same mail. */
  messageId: string;
  /** Whether a person wrote it, or the programme did (RFC 3834). */
  written: 'by-staff' | 'by-programme';
  /** Headers beyond those that every mail has. */
  headers?: Readonly<Record<string, string>>;
  /** `cid`: a picture within the text; without it, a file that goes with the mail. */
  files?: readonly { name: string; type: string; content: Uint8Array; cid?: string }[];
};

/**
 * What the far end made of it.
 * - sent: it answered 2xx after the message.
 * - refused: 5xx to this mail; never tried again. `words` are the server's.
 * - deferred: 4xx to this mail, in the server's `words`, or it fell silent before it had the message.
 * - unreachable: it takes no mail at all for the moment; says nothing about this one.
 * - ambiguous: the link broke after the message was handed over; it may have been taken.
 */
export type Delivery =
  | { result: 'sent'; responseCode: number }
  | { result: 'refused'; responseCode: number | null; words: string }
  | { result: 'deferred'; responseCode: number | null; code: string; words?: string }
  | { result: 'unreachable'; code: string }
  | { result: 'ambiguous'; code: string };

export type Mailer = {
  /** Tries once. Never rejects: what went wrong is the answer. */
  send(mail: OutgoingMail): Promise<Delivery>;
  /** Milliseconds during which it is no use to try, because the server takes no mail at all. 0: try. */
  closedForMs(): number;
  /** Longest time that `send` may take, in seconds. */
  deadlineSeconds: number;
  /** Ends what is under way: a mail that the server does not have yet is given back to the ledger. */
  interrupt(): void;
  close(): Promise<void>;
};
