import { sql } from 'drizzle-orm';
import { linkEnd } from '../auth/issue-token.ts';
import { brusselsInstant, MORNING } from '../domain/brussels-time.ts';
import { type CivilDate, dayAfter } from '../domain/dates.ts';
import {
  DONE,
  type Handler,
  type OutboxWork,
  type Outcome,
  type WorkContext,
  type WorkTransaction,
} from '../queue/work-context.ts';
import { leaseMail, lookAtMail, type MailRow } from './claim-mail.ts';
import type { OutgoingMail } from './mailer.ts';
import { hasSafeHeaders } from './safe-header.ts';
import { endMail, judge, putOffMail, settleMail } from './settle-mail.ts';

/** Added to the longest time that sending may take: within it, what became of the mail is written down. */
const LEASE_MARGIN_SECONDS = 10;

export type RenderMail = (tx: WorkTransaction, row: MailRow) => Promise<OutgoingMail>;

/**
 * Sends one mail. The transaction decides, renders and reserves; the sending comes after the commit, with no lock
 * held; what became of it is written where the lease is still ours. A worker that dies in between leaves a lease that
 * runs out, and the kind of mail says whether it is sent again or shown as unknown.
 */
export function sendMailHandler(render: RenderMail): Handler {
  return {
    async run(ctx, entry) {
      const closed = ctx.mailer.closedForMs();
      if (closed > 0) return { outcome: 'later', seconds: closed / 1_000 + Math.random(), code: 'smtp-away' };
      const look = await lookAtMail(ctx.db, entry.ref);
      switch (look.claim) {
        case 'none':
          if (look.retrySeconds === null) return DONE;
          return { outcome: 'later', seconds: look.retrySeconds, code: 'leased' };
        case 'put-off':
          return putOff(ctx, look.row, look.until);
        case 'send':
          return reserve(ctx, entry, look.row, render);
        default:
          await endMail(ctx.db, look.row, null, { state: endOf[look.claim], code: look.code });
          return DONE;
      }
    },
    async giveUp(ctx, entry, code) {
      const look = await lookAtMail(ctx.db, entry.ref);
      if (look.claim !== 'none') await endMail(ctx.db, look.row, null, { state: 'failed', code });
    },
  };
}

/** A link that leaves later lives as long from then. */
async function putOff(ctx: WorkTransaction, { tokenId }: MailRow, until: CivilDate): Promise<Outcome> {
  const leaves = brusselsInstant(until, MORNING);
  if (tokenId !== null) {
    const end = linkEnd(sql`account_id`, { life: 'activation-link', leaves: brusselsInstant(dayAfter(until)) });
    await ctx.db.execute(sql`update token set expires_at = ${end} where id = ${tokenId}`);
  }
  return { outcome: 'later', seconds: Math.max((leaves.getTime() - Date.now()) / 1_000, 60), code: 'mandate-ahead' };
}

const endOf = { cancel: 'cancelled', fail: 'failed', unknown: 'unknown' } as const;

async function reserve(ctx: WorkTransaction, entry: OutboxWork, row: MailRow, render: RenderMail): Promise<Outcome> {
  const mail = await render(ctx, row);
  if (!hasSafeHeaders(mail)) {
    await endMail(ctx.db, row, null, { state: 'failed', code: 'unsafe-header' });
    return DONE;
  }
  const seconds = ctx.mailer.deadlineSeconds + LEASE_MARGIN_SECONDS;
  const lease = await leaseMail(ctx.db, row.id, seconds);
  return {
    outcome: 'leased',
    seconds: seconds + 1,
    afterCommit: (outer) => deliver(outer, entry.id, row, lease, mail),
  };
}

async function deliver(
  ctx: WorkContext,
  outboxId: string,
  row: MailRow,
  lease: string,
  mail: OutgoingMail,
): Promise<void> {
  const delivery = await ctx.mailer.send(mail);
  const verdict = judge(row, delivery, ctx.mailer.closedForMs());
  await untilWritten(() =>
    'retrySeconds' in verdict
      ? putOffMail(ctx.db, outboxId, row, lease, verdict)
      : settleMail(ctx.db, outboxId, row, lease, verdict),
  );
  ctx.log.info({ mailId: row.id, kind: row.kind, result: delivery.result }, 'mail');
}

/** The mail may have left: a database that is away for some seconds must not make that a doubt. */
async function untilWritten(write: () => Promise<void>): Promise<void> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await write();
    } catch (error) {
      if (turn * 250 > LEASE_MARGIN_SECONDS * 1_000) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
