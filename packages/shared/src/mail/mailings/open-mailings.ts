import type { PaceRates } from '../../commands/mailings/settle-mailing.ts';
import type { WorkContext } from '../../queue/work-context.ts';
import type { OutgoingMail } from '../mailer.ts';
import type { MailingMail } from './look-at-mailing-mails.ts';

/** What staff may change while a mailing leaves: its pace. */
export type MailingPace = { rates: PaceRates };

/** A mailing as it is sent: its text and files, read once for all its mails, and the pace of now. */
export type OpenMailing = MailingPace & { write(mail: MailingMail): OutgoingMail };

export type OpenMailings = {
  /** Read from the database, or as it was read before. @throws Error when it cannot be written at all */
  open(ctx: WorkContext, mail: Pick<MailingMail, 'mailingId' | 'mailingVersion'>): Promise<OpenMailing>;
};

/** How each is read; both are asked by the id of the mailing. */
export type MailingReads = {
  text(ctx: WorkContext, mailingId: string): Promise<Pick<OpenMailing, 'write'>>;
  pace(ctx: WorkContext, mailingId: string): Promise<MailingPace>;
};

/** The pace that somebody changes is kept after so long at most. */
const PACE_MS = 5_000;
/** Mailings that leave at the same time: each holds its files. */
const KEPT = 4;

/**
 * Keeps what was read of the mailings that leave now; a few of them, so that memory stays flat. The text and the files of a
 * mailing are those of its version, and are read once: nobody writes one that leaves.
 */
export function keepMailings({ text, pace }: MailingReads): OpenMailings {
  const texts = new Map<string, Kept<Pick<OpenMailing, 'write'>>>();
  const paces = new Map<string, Kept<MailingPace>>();
  return {
    async open(ctx, { mailingId, mailingVersion }) {
      const [letter, rates] = await Promise.all([
        keep(texts, mailingId, { version: mailingVersion, forMs: Infinity }, () => text(ctx, mailingId)),
        keep(paces, mailingId, { version: mailingVersion, forMs: PACE_MS }, () => pace(ctx, mailingId)),
      ]);
      return { ...letter, ...rates };
    },
  };
}

type Kept<T> = { version: number; readAt: number; value: Promise<T> };

function keep<T>(
  kept: Map<string, Kept<T>>,
  mailingId: string,
  { version, forMs }: { version: number; forMs: number },
  read: () => Promise<T>,
): Promise<T> {
  const known = kept.get(mailingId);
  const now = performance.now();
  if (known && known.version === version && now - known.readAt < forMs) return known.value;
  const value = read();
  kept.delete(mailingId);
  kept.set(mailingId, { version, readAt: now, value });
  // What could not be read is not kept.
  value.catch(() => {
    if (kept.get(mailingId)?.value === value) kept.delete(mailingId);
  });
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return value;
}
