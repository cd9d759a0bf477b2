import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { cause } from '../../db/tables/cause.ts';
import { importRun } from '../../db/tables/import-run.ts';
import { region } from '../../db/tables/region.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { ForbiddenError, NotFoundError } from '../../errors/errors.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { lockRegister } from '../lock-register.ts';
import { type Comparison, compareRegister } from './compare-register.ts';
import { findAbsent } from './find-absent.ts';
import type { ImportReport } from './import-report.ts';
import { findPosToLock, loadKnownRegister } from './known-register.ts';
import type { RegisterContent, RegisterScope } from './register-content.ts';
import { rowsToWrite, writeRegister } from './write-register.ts';

export type ImportInput = {
  content: RegisterContent;
  scope: RegisterScope;
  /** Code of the secretariat that new POs belong to; the only one when left out. */
  region?: string | undefined;
  /** Compares and reports, in a transaction that may not write. */
  dryRun?: boolean;
  onProgress?: (step: 'comparing' | 'writing', done: number, total: number) => void;
};

/** Any number will do: two imports at once wait for each other. */
const IMPORT_LOCK = 7_201_341;

/**
 * Brings POs, schools, sites and kinds of teaching to what the official register says, all or nothing. Values that a
 * request or staff set stay and are reported; nothing is deleted; a file that changes nothing writes nothing.
 * @throws ForbiddenError for anyone but the operator, NotFoundError when the secretariat is not certain
 */
export async function importRegistry(ctx: Context, input: ImportInput): Promise<ImportReport> {
  if (ctx.actor.kind !== 'operator' && ctx.actor.kind !== 'system') {
    throw new ForbiddenError(`importRegistry is for the operator of the installation, not for a ${ctx.actor.kind}.`);
  }
  return inTransaction(ctx, async (tx) => {
    if (input.dryRun) await tx.db.execute(sql`set transaction isolation level repeatable read, read only`);
    else await tx.db.execute(sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`);
    const regionId = await findRegion(tx.db, input.region);
    if (!input.dryRun) await lockRegister(tx.db, { poIds: await findPosToLock(tx.db, input.content) });
    input.onProgress?.('comparing', 0, 0);
    const known = await loadKnownRegister(tx.db, input.content);
    const comparison = await compareRegister(tx.db, input.content, known);
    const absent = await findAbsent(tx.db, input.content, input.scope, todayInBrussels(tx.now()));
    comparison.report.absent = absent;
    for (const { kind } of absent) comparison.report.counts[kind].absent += 1;
    if (!input.dryRun && rowsToWrite(comparison) > 0) await write(tx, input, comparison, regionId);
    return comparison.report;
  });
}

async function write(
  { db, actor, now }: TransactionContext,
  { content, onProgress }: ImportInput,
  comparison: Comparison,
  regionId: string,
): Promise<void> {
  const at = now();
  const [run] = await db
    .insert(importRun)
    .values({
      kind: 'registry',
      fileName: content.fileName,
      fileSha256: content.sha256,
      counts: comparison.report.counts,
      actorLabel: actor.label,
      at,
    })
    .returning({ id: importRun.id });
  const [why] = await db
    .insert(cause)
    .values({
      kind: 'import',
      importId: run?.id ?? null,
      actorKind: actor.kind,
      actorId: actor.id,
      actorLabel: actor.label,
      at,
    })
    .returning({ id: cause.id });
  if (!why) throw new Error('The cause of the import was not written.');
  await writeRegister(db, comparison, {
    actor,
    causeId: why.id,
    regionId,
    at,
    onProgress: (done, total) => onProgress?.('writing', done, total),
  });
}

async function findRegion(db: Transaction, code: string | undefined): Promise<string> {
  const regions = await db.select({ id: region.id, code: region.code }).from(region);
  const [chosen, ...others] = code === undefined ? regions : regions.filter((candidate) => candidate.code === code);
  if (!chosen || others.length > 0) {
    throw new NotFoundError(`Name one secretariat with --region: ${regions.map((known) => known.code).join(', ')}.`);
  }
  return chosen.id;
}
