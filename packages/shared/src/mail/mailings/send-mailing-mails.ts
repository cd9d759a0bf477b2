import { sql } from 'drizzle-orm';
import { uuidList } from '../../db/uuid-list.ts';
import {
  DONE,
  type Handler,
  type OutboxWork,
  type Outcome,
  type WorkContext,
  type WorkTransaction,
} from '../../queue/work-context.ts';
import { endMail } from '../settle-mail.ts';
import { lookAtMailingMails, type MailingClaim, type MailingMail } from './look-at-mailing-mails.ts';
import type { OpenMailings } from './open-mailings.ts';
import { sendBatch } from './send-batch.ts';

/** So long the rows of a batch are not rung again; renewed while it is at work. */
const BATCH_SECONDS = 10;
const PARKED_SECONDS = 86_400;

/**
 * Sends mails of mailings, many with one look: the transaction says of each whether it may still leave and reserves the
 * rows; the sending comes after the commit, in waves of a few (`send-batch.ts`). What it costs in statements is shared,
 * and a worker that dies leaves in doubt no more mails than one wave.
 */
export function sendMailingMailsHandler(mailings: OpenMailings): Handler {
  const runTogether = async (ctx: WorkTransaction, entries: readonly OutboxWork[]): Promise<Outcome[]> => {
    const closed = ctx.mailer.closedForMs();
    if (closed > 0) {
      return entries.map(() => ({ outcome: 'later', seconds: closed / 1_000 + Math.random(), code: 'smtp-away' }));
    }
    const claims = await lookAtMailingMails(
      ctx.db,
      entries.map(({ ref }) => ref),
    );
    await endAtOnce(ctx, claims);
    const batch = entries.flatMap(({ id, ref }) => {
      const claim = claims.get(ref);
      return claim?.claim === 'send' ? [{ outboxId: id, mail: claim.row }] : [];
    });
    let sender: ((outer: WorkContext) => Promise<void>) | null = (outer) => sendBatch(outer, mailings, batch);
    return entries.map(({ ref }) => {
      const claim = claims.get(ref);
      if (claim?.claim === 'park') return { outcome: 'later', seconds: PARKED_SECONDS, code: 'mailing-paused' };
      if (claim?.claim === 'none' && claim.retrySeconds !== null)
        return { outcome: 'later', seconds: claim.retrySeconds, code: 'leased' };
      if (claim?.claim !== 'send') return DONE;
      // One sender for all of them.
      const send = sender;
      sender = null;
      return { outcome: 'leased', seconds: BATCH_SECONDS, afterCommit: async (outer) => send?.(outer) };
    });
  };
  return {
    runTogether,
    async run(ctx, entry) {
      const [outcome = DONE] = await runTogether(ctx, [entry]);
      return outcome;
    },
    async giveUp(ctx, entry, code) {
      const claim = (await lookAtMailingMails(ctx.db, [entry.ref])).get(entry.ref);
      if (claim && claim.claim !== 'none') await endMail(ctx.db, claim.row, null, { state: 'failed', code });
    },
  };
}

/** Those that must not leave, by their reason: one statement for each reason. */
async function endAtOnce({ db }: WorkTransaction, claims: ReadonlyMap<string, MailingClaim>): Promise<void> {
  const ends = new Map<string, { state: 'cancelled' | 'unknown'; code: string; mails: MailingMail[] }>();
  for (const claim of claims.values()) {
    if (claim.claim !== 'cancel' && claim.claim !== 'unknown') continue;
    const state = claim.claim === 'cancel' ? 'cancelled' : 'unknown';
    const end = ends.get(state + claim.code) ?? { state, code: claim.code, mails: [] };
    end.mails.push(claim.row);
    ends.set(state + claim.code, end);
  }
  for (const { state, code, mails } of ends.values()) {
    const was = state === 'cancelled' ? sql`state = 'pending'` : sql`state = 'sending' and lease_until <= now()`;
    await db.execute(sql`
      update mail set state = ${state}, error_code = ${code}, lease_owner = null, lease_until = null
      where id = any(${uuidList(mails.map(({ id }) => id))}) and ${was}`);
  }
}
