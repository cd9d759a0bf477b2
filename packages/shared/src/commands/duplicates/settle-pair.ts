import { and, eq, inArray, sql } from 'drizzle-orm';
import { duplicatePair } from '../../db/tables/duplicate-pair.ts';
import type { AuditAction } from '../../domain/audit-actions.ts';
import type { DuplicateState } from '../../domain/duplicates.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors/errors.ts';
import { isInRegion } from '../../reads/duplicates/in-region.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { pairOf } from './save-pairs.ts';

export type NamedPair = { oneId: string; otherId: string };

const LONGEST = 4_000;

/**
 * Notes that two records are of two people: they leave the worklist, and no later look brings them back. The reason may
 * be left out.
 * @throws NotFoundError when there is no such pair in the region; ConflictError when it is settled already;
 *   ForbiddenError for readers
 */
export async function markDifferent(ctx: Context, input: NamedPair & { reason: string }): Promise<void> {
  const actor = requireDecider(ctx);
  const reason = input.reason.trim();
  if (reason.length > LONGEST)
    throw new InvalidInputError('The reason is too long.', [
      { path: 'reason', message: `Raccourcissez la raison : ${LONGEST} signes au plus.` },
    ]);
  await inTransaction(ctx, async (tx) => {
    const pair = await lockPair(tx, actor, input);
    await moveTo(tx, pair, ['open', 'gone'], {
      ...{ state: 'different', settledAt: tx.now(), settledBy: actor.id, reason },
    });
    await auditPair(tx, actor, pair, 'mark-different', { reason });
  });
}

/**
 * Takes "not the same person" back: the pair stands in the worklist again.
 * @throws what `markDifferent` throws
 */
export async function reopenPair(ctx: Context, input: NamedPair): Promise<void> {
  const actor = requireDecider(ctx);
  await inTransaction(ctx, async (tx) => {
    const pair = await lockPair(tx, actor, input);
    await moveTo(tx, pair, ['different'], { state: 'open', settledAt: null, settledBy: null, reason: '' });
    await auditPair(tx, actor, pair, 'reopen-pair', {});
  });
}

/** The pair in its one order, if it is the affair of this secretariat. */
async function lockPair(tx: TransactionContext, actor: StaffActor, input: NamedPair): Promise<NamedPair> {
  const pair = pairOf(input.oneId, input.otherId);
  const [row] = await tx.db.execute(sql`
    select from duplicate_pair d where d.one_id = ${pair.oneId} and d.other_id = ${pair.otherId}
      and (${isInRegion('d.one_id', actor.regionId)} or ${isInRegion('d.other_id', actor.regionId)}) for update of d`);
  if (row) return pair;
  throw new NotFoundError(`No pair ${pair.oneId} and ${pair.otherId} in region ${actor.regionId}.`, {
    userMessage: 'Cette paire de fiches n’existe pas.',
  });
}

async function moveTo(
  tx: TransactionContext,
  pair: NamedPair,
  from: DuplicateState[],
  set: Partial<typeof duplicatePair.$inferInsert>,
): Promise<void> {
  const rows = await tx.db
    .update(duplicatePair)
    .set(set)
    .where(
      and(
        eq(duplicatePair.oneId, pair.oneId),
        eq(duplicatePair.otherId, pair.otherId),
        inArray(duplicatePair.state, from),
      ),
    )
    .returning({ oneId: duplicatePair.oneId });
  if (rows.length > 0) return;
  throw new ConflictError(`Pair ${pair.oneId} and ${pair.otherId} is not ${from.join(' or ')}.`, {
    userMessage: 'Quelqu’un a déjà réglé cette paire entre-temps. Relisez-la.',
  });
}

async function auditPair(
  tx: TransactionContext,
  actor: StaffActor,
  { oneId, otherId }: NamedPair,
  action: AuditAction,
  after: Record<string, unknown>,
): Promise<void> {
  await writeAudit(tx.db, actor, tx.now(), [
    { action, subject: { type: 'person', id: oneId }, after: { ...after, otherId } },
  ]);
}
