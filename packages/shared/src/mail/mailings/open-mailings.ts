import type { PaceRates } from '../../commands/mailings/settle-mailing.ts';
import type { WorkContext } from '../../queue/work-context.ts';
import type { OutgoingMail } from '../mailer.ts';
import type { MailingMail } from './look-at-mailing-mails.ts';

/** A mailing as it is sent: its text and files, read once for many mails. */
export type OpenMailing = {
  rates: PaceRates;
  write(mail: MailingMail): OutgoingMail;
};

export type OpenMailings = {
  /** Read from the database, or as it was read some seconds ago. @throws Error when it cannot be written at all */
  open(ctx: WorkContext, mail: Pick<MailingMail, 'mailingId' | 'mailingVersion'>): Promise<OpenMailing>;
};

/** The pace that somebody changes is kept after so long at most. */
const FRESH_MS = 5_000;
/** Mailings that leave at the same time: each holds its files. */
const KEPT = 4;

/** Keeps what was read of the mailings that leave now; a few of them, so that memory stays flat. */
export function keepMailings(read: (ctx: WorkContext, mailingId: string) => Promise<OpenMailing>): OpenMailings {
  const kept = new Map<string, { version: number; readAt: number; mailing: Promise<OpenMailing> }>();
  return {
    open(ctx, { mailingId, mailingVersion }) {
      const known = kept.get(mailingId);
      const now = performance.now();
      if (known && known.version === mailingVersion && now - known.readAt < FRESH_MS) return known.mailing;
      const mailing = read(ctx, mailingId);
      kept.delete(mailingId);
      kept.set(mailingId, { version: mailingVersion, readAt: now, mailing });
      // What could not be read is not kept.
      mailing.catch(() => kept.delete(mailingId));
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return mailing;
    },
  };
}
