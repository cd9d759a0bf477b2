import { sql } from 'drizzle-orm';
import { applyImport, giveUpImport } from '../commands/member-import/apply-import.ts';
import { runDryRun } from '../commands/member-import/run-dry-run.ts';
import { sendInvitations } from '../commands/member-import/send-invitations.ts';
import type { SliceContext, SliceEnd } from '../commands/member-import/work-slice.ts';
import type { Handler, WorkContext } from './work-context.ts';

/** Longer than the longest stretch, and renewed after each: a worker that was killed is missed for so long. */
const LEASE_SECONDS = 20;

/**
 * Carries out what was ordered of an import: the dry run, the writing, the mails that waited. The row of the ledger is only
 * reserved; what is done is noted row by row, so work that breaks off anywhere is taken up where it was committed.
 */
export const memberImportHandler: Handler = {
  async run(_ctx, entry) {
    return { outcome: 'leased', seconds: LEASE_SECONDS, afterCommit: (ctx) => runSlice(ctx, entry.id, entry.ref) };
  },
  giveUp: (ctx, entry, code) => giveUpImport(ctx, entry.ref.split('/')[0] ?? '', code),
};

async function runSlice(ctx: WorkContext, outboxId: string, ref: string): Promise<void> {
  const alive = async () => {
    await ctx.db.execute(sql`
      update outbox set next_at = now() + make_interval(secs => ${LEASE_SECONDS}) where id = ${outboxId} and state = 'pending'`);
  };
  const end = await work({ ...ctx, alive }, ref);
  if (end === 'over') {
    await ctx.db.execute(sql`
      update outbox set state = 'done', done_at = now(), error_code = null where id = ${outboxId} and state = 'pending'`);
    ctx.ring?.();
  }
  if (end === 'more') {
    await ctx.db.execute(sql`update outbox set next_at = created_at where id = ${outboxId} and state = 'pending'`);
    ctx.ring?.();
  }
}

async function work(ctx: SliceContext, ref: string): Promise<SliceEnd> {
  const [importId = '', act, which = '', on = ''] = ref.split('/');
  if (act === 'plan') return await runDryRun(ctx, importId, Number(which));
  if (act === 'apply') return await applyImport(ctx, importId, Number(which));
  return await sendInvitations(ctx, importId, on === '' ? null : on);
}
