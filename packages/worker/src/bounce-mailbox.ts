import type { Context } from '@guichet/shared/commands/context';
import { recordMailReport, type ReportOutcome } from '@guichet/shared/commands/mailings/record-mail-report';
import type { Running } from '@guichet/shared/http/lifecycle';
import { pollMailbox } from '@guichet/shared/mail/reports/poll-mailbox';
import { startLoop } from './loop.ts';

const EVERY_MS = 60_000;

/** What somebody of the operators should look at in the mailbox itself: it stands flagged there. */
const LOOK: ReadonlySet<ReportOutcome> = new Set(['unmatched', 'not-a-report', 'unreadable']);

/** Reads what comes back to the mailbox of bounces, every minute. Two workers that read one message record it once. */
export function startBounceMailbox(ctx: Context, url: string): Running {
  const stop = new AbortController();
  const loop = startLoop(
    EVERY_MS,
    async () => {
      const take = async (message: Uint8Array) => ({
        look: LOOK.has(await recordMailReport(ctx, { message, source: 'mailbox' })),
      });
      const count = await pollMailbox({ url, take, signal: stop.signal });
      if (count > 0) ctx.log.info({ count }, 'messages of the mailbox of bounces read');
    },
    (error) => {
      if (!stop.signal.aborted)
        ctx.log.warn({ code: codeOf(error) }, 'the mailbox of bounces could not be read: trying again');
    },
  );
  return {
    async close() {
      stop.abort();
      await loop.close();
    },
  };
}

/** A server's own words may name people. */
function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name);
}
