import { SYSTEM_ACTOR, type TransactionContext } from '@guichet/shared/commands/context';
import { mailingWork } from '@guichet/shared/commands/mailings/mailing-work';
import { runMailing } from '@guichet/shared/commands/mailings/run-mailing';
import { mail } from '@guichet/shared/db/tables/mail';
import { eq, sql } from 'drizzle-orm';
import { backdate, markDone, refuse } from './backdate.ts';

type Past = {
  mailingId: string;
  /** As the order to send it left it. */
  version: number;
  refused: readonly { personId: string; words: string }[];
};

/** After so many seconds the first mail is gone; the others follow one by one. */
const FIRST_AFTER = 3;
const ALL_GONE_AFTER = 60;

/**
 * Lets a mailing that staff just sent leave, and end: what the worker does, at that moment, but for the mails, which went
 * long ago. Nothing of it is left to do.
 */
export async function sendPastMailing(ctx: TransactionContext, { mailingId, version, refused }: Past): Promise<void> {
  const sentAt = ctx.now();
  const run = async (ref: string, at: Date) => {
    await runMailing({ ...ctx, actor: SYSTEM_ACTOR, now: () => at }, ref, { given: {} });
    await markDone(ctx.db, 'mailing', ref, at, { whole: true });
  };
  await run(mailingWork('prepare', mailingId, version), sentAt);
  for (const { personId, words } of refused)
    await refuse(ctx.db, await mailOf(ctx, mailingId, personId), words, sentAt);
  await ctx.db.execute(sql`
    with gone as (
      select id, ${sentAt.toISOString()}::timestamptz + make_interval(secs => ${FIRST_AFTER} + row_number() over (order by id)) as at
      from mail where kind = 'mailing' and state = 'pending' and params ->> 'mailingId' = ${mailingId}
    ), sent as (
      update mail m set state = 'sent', sent_at = gone.at, attempts = 1, response_code = 250 from gone where m.id = gone.id
    )
    update outbox o set state = 'done', done_at = gone.at from gone where o.kind = 'mailing-mail' and o.ref = gone.id::text`);
  await run(mailingWork('follow', mailingId, 0), new Date(sentAt.getTime() + ALL_GONE_AFTER * 1_000));
  await backdate(ctx.db, sentAt);
}

/** What a mailing wrote to somebody. */
export async function mailOf(
  { db }: Pick<TransactionContext, 'db'>,
  mailingId: string,
  personId: string,
): Promise<typeof mail.$inferSelect> {
  const [row] = await db
    .select()
    .from(mail)
    .where(eq(mail.causeKey, `mailing/${mailingId}/${personId}`));
  if (!row) throw new Error(`The mailing ${mailingId} of the demonstration wrote nothing to ${personId}.`);
  return row;
}
