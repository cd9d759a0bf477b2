import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { AudienceView } from '../../contracts/audiences.ts';
import { type AudienceCriteria, audienceCriteria } from '../../contracts/mailing-audience.ts';
import { audience } from '../../db/tables/audience.ts';
import type { AuditAction } from '../../domain/audit-actions.ts';
import { ConflictError, NotFoundError } from '../../errors/errors.ts';
import { getAudience } from '../../reads/mailings/list-audiences.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { audienceNameTaken, readAudienceName } from './read-audience-name.ts';

type OnVersion = { id: string; version: number };
type Row = typeof audience.$inferSelect;

/**
 * Renames an audience or changes whom it is for; mailings that were made with it keep theirs.
 * @throws ConflictError when a colleague was quicker, InvalidInputError for a name that cannot be used, NotFoundError when
 *   there is none in the region, ForbiddenError for readers
 */
export async function changeAudience(
  ctx: Context,
  input: OnVersion & { name?: string | undefined; criteria?: AudienceCriteria | undefined },
): Promise<AudienceView> {
  const actor = requireDecider(ctx);
  const name = input.name === undefined ? undefined : readAudienceName(input.name);
  const criteria = input.criteria === undefined ? undefined : audienceCriteria.parse(input.criteria);
  return inTransaction(ctx, async (tx) => {
    const before = await getAudienceOrThrow(tx, actor, input);
    if (name !== undefined && (await isNameTaken(tx, before, name))) throw audienceNameTaken(name);
    const set = { ...(name === undefined ? {} : { name }), ...(criteria === undefined ? {} : { criteria }) };
    await save(tx, actor, before, set, 'change-audience');
    return getAudience(tx.db, before.id);
  });
}

/** Puts an audience away: it is offered no more. @throws as `changeAudience` */
export async function archiveAudience(ctx: Context, input: OnVersion): Promise<void> {
  const actor = requireDecider(ctx);
  await inTransaction(ctx, async (tx) => {
    const before = await getAudienceOrThrow(tx, actor, input);
    await save(tx, actor, before, { archivedAt: tx.now() }, 'archive-audience');
  });
}

async function getAudienceOrThrow(tx: TransactionContext, actor: StaffActor, { id, version }: OnVersion): Promise<Row> {
  const [row] = await tx.db
    .select()
    .from(audience)
    .where(and(eq(audience.id, id), eq(audience.regionId, actor.regionId), isNull(audience.archivedAt)))
    .for('update');
  if (!row) throw new NotFoundError(`No audience ${id}.`, { userMessage: 'Cette audience n’existe plus.' });
  if (row.version === version) return row;
  throw new ConflictError(`Audience ${id} changed since it was read.`, {
    userMessage: 'Quelqu’un a changé cette audience entre-temps. Voyez ce qu’elle est devenue, puis recommencez.',
  });
}

async function isNameTaken(tx: TransactionContext, { id, regionId }: Row, name: string): Promise<boolean> {
  const namesakes = and(
    eq(audience.regionId, regionId),
    ne(audience.id, id),
    isNull(audience.archivedAt),
    sql`lower(${audience.name}) = lower(${name})`,
  );
  return (await tx.db.$count(audience, namesakes)) > 0;
}

async function save(
  tx: TransactionContext,
  actor: StaffActor,
  before: Row,
  set: Partial<Row>,
  action: AuditAction,
): Promise<void> {
  const [after] = await tx.db
    .update(audience)
    .set({ ...set, version: before.version + 1, updatedBy: actor.id, updatedAt: tx.now() })
    .where(and(eq(audience.id, before.id), eq(audience.version, before.version)))
    .returning();
  if (!after) throw new Error(`The audience ${before.id} was locked and yet changed.`);
  const of = ({ name, criteria, archivedAt }: Row) => ({ name, criteria, archived: archivedAt !== null });
  await writeAudit(tx.db, actor, tx.now(), [
    { action, subject: { type: 'audience', id: before.id }, before: of(before), after: of(after) },
  ]);
}
