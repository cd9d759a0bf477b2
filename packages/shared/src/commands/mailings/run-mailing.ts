import { eq, sql } from 'drizzle-orm';
import { mailing } from '../../db/tables/mailing.ts';
import { loadSettings } from '../../reads/load-settings.ts';
import type { SettingDefaults } from '../../settings/settings.ts';
import type { TransactionContext } from '../context.ts';
import { changeMailingState } from './change-mailing-state.ts';
import type { MailingRow } from './load-mailing-for.ts';
import { type MailingTask, readMailingWork } from './mailing-work.ts';
import { prepareMailing } from './prepare-mailing.ts';
import { type PaceRates, settleMailing } from './settle-mailing.ts';

/** What became of it: done, or to be looked at again after so many seconds. */
export type MailingStep = { again: number | null };

const DONE: MailingStep = { again: null };
/** A mailing that nobody is at is looked at once in so long; whoever lets it go on says so. */
const PAUSED_SECONDS = 3_600;

/** Does one task of the worker about a mailing itself; doing it again changes nothing more. */
export async function runMailing(
  tx: TransactionContext,
  ref: string,
  settings: { given: SettingDefaults },
): Promise<MailingStep> {
  const work = readMailingWork(ref);
  if (work === null) throw new Error(`${ref} is no work about a mailing.`);
  const [row] = await tx.db.select().from(mailing).where(eq(mailing.id, work.mailingId));
  return row ? await STEPS[work.task](tx, row, { ...settings, ordered: work.version }) : DONE;
}

type Step = (
  tx: TransactionContext,
  row: MailingRow,
  settings: { given: SettingDefaults; ordered: number },
) => Promise<MailingStep>;

const STEPS: Record<MailingTask, Step> = {
  async prepare(tx, row, settings) {
    if (row.state === 'scheduled') {
      // Ordered for a moment that it was taken from since, by whoever sent it earlier: another order has the new one.
      if (row.version !== settings.ordered) return DONE;
      // Seen by the screens, and by whoever pauses it, before the long part.
      await changeMailingState(tx, row, 'come-due');
      return { again: 0 };
    }
    if (row.state !== 'preparing') return DONE;
    await prepareMailing(tx, row, await ratesOf(tx, row, settings));
    return DONE;
  },
  async settle(tx, row, settings) {
    await settleMailing(tx.db, row, await ratesOf(tx, row, settings));
    return DONE;
  },
  follow: followMailing,
};

async function ratesOf(
  tx: TransactionContext,
  { regionId }: MailingRow,
  { given }: { given: SettingDefaults },
): Promise<PaceRates> {
  const chosen = await loadSettings(tx.db, regionId, given);
  return { overall: chosen['mailing-rate'], perDomain: chosen['mailing-domain-rate'] };
}

/** Sees whether every mail has met its end, and tells the screens how far it has come. */
async function followMailing(tx: TransactionContext, row: MailingRow): Promise<MailingStep> {
  const [left] = await tx.db.execute<{ count: number }>(sql`
    select count(*)::int as count from mail
    where kind = 'mailing' and state in ('pending', 'sending') and params ->> 'mailingId' = ${row.id}`);
  const count = left?.count ?? 0;
  if (count === 0 && row.state === 'sending') {
    await changeMailingState(tx, row, 'finish', { set: { endedAt: tx.now() } });
    await tx.db.execute(sql`delete from mail_pace where next_at < now() - interval '1 minute'`);
    return DONE;
  }
  if (row.state !== 'sending' && row.state !== 'paused') return DONE;
  await tx.db.execute(sql`
    select pg_notify('guichet_live', json_build_object('kind', 'mailing', 'region', ${row.regionId}::text, 'id', ${row.id}::text)::text)`);
  return { again: row.state === 'paused' ? PAUSED_SECONDS : await untilNext(tx, row.id, count) };
}

/** Soon while mails leave one after the other; when the last ones wait for a server, not before its turn comes. */
async function untilNext(tx: TransactionContext, mailingId: string, count: number): Promise<number> {
  if (count > 500) return Math.min(1 + count / 10_000, 3);
  const [next] = await tx.db.execute<{ seconds: number | null }>(sql`
    select extract(epoch from min(o.next_at) - now())::float8 as seconds
    from mail m join outbox o on o.kind = 'mailing-mail' and o.ref = m.id::text and o.state = 'pending'
    where m.kind = 'mailing' and m.state in ('pending', 'sending') and m.params ->> 'mailingId' = ${mailingId}`);
  return Math.min(Math.max(next?.seconds ?? 1, 1), 300);
}
