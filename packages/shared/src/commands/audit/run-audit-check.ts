import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { auditCheck } from '../../db/tables/audit-check.ts';
import type { Context, TransactionContext } from '../context.ts';
import { type AuditHead, verifyAudit } from '../verify-audit.ts';

/** So many seals lie between two notes of the progress. */
const STEP = 5_000;

/**
 * Makes a check that was ordered, against the head that the last intact one found, so that an end that was cut off shows
 * too. `alive` is called while it goes on. A check that is over, or unknown, is left alone.
 */
export async function runAuditCheck(ctx: Context, id: string, alive: () => Promise<void>): Promise<void> {
  const open = and(eq(auditCheck.id, id), isNull(auditCheck.finishedAt));
  const [started] = await ctx.db
    .update(auditCheck)
    .set({ startedAt: ctx.now(), checked: 0, total: sql`(select coalesce(max(seq), 0) from audit_seal)` })
    .where(open)
    .returning({ id: auditCheck.id });
  if (!started) return;
  const verdict = await verifyAudit(ctx.db, await lastHead(ctx), async (checked) => {
    if (checked % STEP !== 0) return;
    await ctx.db.update(auditCheck).set({ checked }).where(open);
    await alive();
  });
  if (!verdict.intact) ctx.log.error({ verdict }, 'the audit was tampered with');
  const sealed = verdict.intact ? { checked: verdict.sealed, total: verdict.sealed } : {};
  await ctx.db
    .update(auditCheck)
    .set({ ...sealed, verdict, finishedAt: ctx.now() })
    .where(open);
}

/** The check could not be made: says so, and lets another be ordered. */
export async function giveUpAuditCheck(tx: TransactionContext, id: string, code: string): Promise<void> {
  await tx.db
    .update(auditCheck)
    .set({ verdict: { failed: code }, finishedAt: tx.now() })
    .where(and(eq(auditCheck.id, id), isNull(auditCheck.finishedAt)));
}

async function lastHead({ db }: Pick<Context, 'db'>): Promise<AuditHead | undefined> {
  const [last] = await db
    .select({ verdict: auditCheck.verdict })
    .from(auditCheck)
    .where(sql`${auditCheck.verdict} -> 'head' ->> 'hash' is not null`)
    .orderBy(desc(auditCheck.finishedAt))
    .limit(1);
  const verdict = last?.verdict;
  return verdict && 'head' in verdict ? (verdict.head ?? undefined) : undefined;
}
