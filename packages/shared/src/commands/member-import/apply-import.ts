import { and, eq, sql } from 'drizzle-orm';
import { cause } from '../../db/tables/cause.ts';
import { importRun } from '../../db/tables/import-run.ts';
import { memberImport } from '../../db/tables/member-import.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { derivedId } from '../../domain/hash.ts';
import type { Effect } from '../../effects/effect.ts';
import { isGuichetError } from '../../errors/errors.ts';
import { classifyFailure } from '../../queue/failure.ts';
import { inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { lockRegister, lockWholeRegister } from '../lock-register.ts';
import { findImport, type ImportRunRow, ordererOf } from './import-run-row.ts';
import { createRowPlanner, type RowPlanner, type RowResult, type StoredRow } from './plan-rows.ts';
import { loadPoDirectory, type PoDirectory } from './po-directory.ts';
import { holdImport, noteProgress, type SliceContext, type SliceEnd } from './work-slice.ts';
import { type RowWriting, withInvitations, writeRows } from './write-rows.ts';

const ROWS_PER_STRETCH = 250;
const SLICE_MS = 4_000;
/** More people than this are not locked one by one: the server keeps a place in memory for each. */
const LOCKED_ONE_BY_ONE = 1_000;

type ReadyRow = StoredRow & { personIds: string[]; poId: string; planHash: string };

/** Carries out what was ordered of an import: the whole file in one transaction, or its rows a stretch at a time. */
export async function applyImport(ctx: SliceContext, importId: string, generation: number): Promise<SliceEnd> {
  const run = await findImport(ctx.db, importId);
  if (run?.state !== 'applying' || run.generation !== generation) return 'over';
  const findPo = await loadPoDirectory(ctx.db, run);
  try {
    return run.mode === 'file' ? await applyFile(ctx, run, findPo) : await applyStretches(ctx, run, findPo);
  } catch (error) {
    if (!isGuichetError(error)) throw error;
    await endWith(ctx, run, error.userMessage);
    return 'over';
  }
}

/** Gives an import up after errors: it can be tried again, and says so. */
export async function giveUpImport(tx: TransactionContext, importId: string, code: string): Promise<void> {
  const failure = `Une erreur a arrêté l’importation (${code}). Ce qui est écrit l’est bien ; essayez à nouveau pour le reste.`;
  await tx.db
    .update(memberImport)
    .set({ state: sql`case when state = 'planning' then 'mapping' else 'planned' end`, failure })
    .where(and(eq(memberImport.id, importId), sql`${memberImport.state} in ('planning', 'applying')`));
}

async function applyStretches(ctx: SliceContext, run: ImportRunRow, findPo: PoDirectory): Promise<SliceEnd> {
  const began = performance.now();
  let size = ROWS_PER_STRETCH;
  for (let done = run.done; performance.now() - began < SLICE_MS; ) {
    try {
      const taken = await inTransaction(ctx, (tx) => applyStretch(ctx, tx, run, findPo, size));
      if (typeof taken === 'string') return taken;
      done += taken;
    } catch (error) {
      const failure = classifyFailure(error);
      if (isGuichetError(error) || failure.kind === 'passing') throw error;
      // An error about one row holds up no other: they are written one by one, and that row says so.
      if (size === 1) await inTransaction(ctx, (tx) => leaveNext(tx, run, failure.code));
      ctx.log.error({ err: error, importId: run.id, code: failure.code }, 'rows of an import failed');
      size = 1;
    }
    await noteProgress(ctx, run.id, done);
  }
  return 'more';
}

async function applyStretch(
  ctx: SliceContext,
  tx: TransactionContext,
  run: ImportRunRow,
  findPo: PoDirectory,
  size: number,
): Promise<SliceEnd | number> {
  if (!(await holdImport(tx.db, run.id))) return 'busy';
  const now = await findImport(tx.db, run.id);
  if (now?.state !== 'applying' || now.generation !== run.generation) return 'over';
  const rows = await readyRows(tx, run, size, 0);
  if (rows.length === 0) {
    await finish(tx, run);
    return 'over';
  }
  await lockRows(tx, rows);
  const { held, broken } = await checkRows(tx, plannerOf(ctx, run, findPo), rows);
  const actor = await ordererOf(tx.db, run);
  await writeHeld(ctx, tx, run, actor, held, new Set());
  await markStale(tx, run.id, broken, STALE);
  return rows.length;
}

async function leaveNext(tx: TransactionContext, run: ImportRunRow, code: string): Promise<void> {
  const [row] = await readyRows(tx, run, 1, 0);
  const outcome = `Une erreur est survenue (${code}) : cette ligne n’a pas été écrite. Essayez à nouveau.`;
  await markStale(tx, run.id, row ? [row.line] : [], outcome);
}

/** Nothing is written before every row is known to hold: one that does not, and nothing is. */
async function applyFile(ctx: SliceContext, run: ImportRunRow, findPo: PoDirectory): Promise<SliceEnd> {
  const result = await inTransaction(ctx, async (tx): Promise<{ end: SliceEnd; broken: number[] }> => {
    if (!(await holdImport(tx.db, run.id))) return { end: 'busy', broken: [] };
    const now = await findImport(tx.db, run.id);
    if (now?.state !== 'applying' || now.generation !== run.generation) return { end: 'over', broken: [] };
    await lockFile(tx, run);
    const actor = await ordererOf(tx.db, run);
    const plan = plannerOf(ctx, run, findPo);
    const all: { row: ReadyRow; effects: Effect[] }[] = [];
    for (let line = 0; ; ) {
      const rows = await readyRows(tx, run, ROWS_PER_STRETCH * 2, line);
      if (rows.length === 0) break;
      const { held, broken } = await checkRows(tx, plan, rows);
      if (broken.length > 0) return { end: 'over', broken };
      all.push(...held);
      line = rows.at(-1)?.line ?? line;
      await noteProgress(ctx, run.id, Math.floor(all.length / 2));
    }
    const notMade = new Set<string>();
    for (let written = 0; written < all.length; written += ROWS_PER_STRETCH) {
      await writeHeld(ctx, tx, run, actor, all.slice(written, written + ROWS_PER_STRETCH), notMade);
      await noteProgress(ctx, run.id, Math.floor((all.length + written) / 2));
    }
    await finish(tx, run);
    return { end: 'over', broken: [] };
  });
  if (result.broken.length > 0) await endStale(ctx, run, result.broken);
  return result.end;
}

function plannerOf(
  { singleHolderRoles }: SliceContext,
  { id, mapping, plannedOn }: ImportRunRow,
  findPo: PoDirectory,
): RowPlanner {
  if (!mapping || !plannedOn) throw new Error(`Import ${id} is applied without a dry run.`);
  return createRowPlanner({ importId: id, mapping, today: plannedOn, findPo, singleHolderRoles, inWords: false });
}

/** Rows that the order takes: those whose warnings were all accepted. */
async function readyRows(
  tx: TransactionContext,
  { id, accepted }: ImportRunRow,
  limit: number,
  after: number,
): Promise<ReadyRow[]> {
  return await tx.db.execute<ReadyRow>(sql`
    select line, cells, settlement, to_jsonb(person_ids) as "personIds", po_id as "poId", plan_hash as "planHash" from import_row
    where import_id = ${id} and state = 'ready' and line > ${after}
      and warnings <@ array(select jsonb_array_elements_text(${JSON.stringify(accepted)}::jsonb))
    order by line limit ${limit}`);
}

async function lockRows(tx: TransactionContext, rows: readonly ReadyRow[]): Promise<void> {
  const poIds = rows.map(({ poId }) => poId);
  await lockRegister(tx.db, { poIds, personIds: rows.flatMap(({ personIds }) => personIds) });
}

async function lockFile(tx: TransactionContext, run: ImportRunRow): Promise<void> {
  const [found] = await tx.db.execute<{ persons: string[]; pos: string[] }>(sql`
    select coalesce((select jsonb_agg(distinct id) from import_row, unnest(person_ids) as id where import_id = ${run.id} and state = 'ready'), '[]') as persons,
      coalesce((select jsonb_agg(distinct po_id) from import_row where import_id = ${run.id} and state = 'ready'), '[]') as pos`);
  const { persons = [], pos = [] } = found ?? {};
  if (persons.length > LOCKED_ONE_BY_ONE) await lockWholeRegister(tx.db);
  else await lockRegister(tx.db, { poIds: pos, personIds: persons });
}

/** Plans made anew on locked rows: those that are as they were read, and the lines of those that are not. */
async function checkRows(tx: TransactionContext, plan: RowPlanner, rows: readonly ReadyRow[]) {
  const results = await plan(tx.db, rows);
  const held: { row: ReadyRow; effects: Effect[] }[] = [];
  const broken: number[] = [];
  for (const [index, row] of rows.entries()) {
    const result = results[index];
    if (result && holds(row, result)) held.push({ row, effects: result.planned?.plan.effects ?? [] });
    else broken.push(row.line);
  }
  return { held, broken };
}

function holds({ planHash }: ReadyRow, { planned, findings }: RowResult): boolean {
  return planned !== null && planned.hash === planHash && findings.every(({ severity }) => severity !== 'blocking');
}

async function writeHeld(
  { tokenKeys }: SliceContext,
  tx: TransactionContext,
  run: ImportRunRow,
  actor: StaffActor,
  held: readonly { row: ReadyRow; effects: Effect[] }[],
  notMade: Set<string>,
): Promise<void> {
  if (held.length === 0) return;
  const now = tx.now();
  const causeId = await openCause(tx, run, actor, now);
  const invitations = { invite: run.invite ?? 'now', inviteOn: run.inviteOn };
  const writings: RowWriting[] = held.map(({ row, effects }) =>
    withInvitations(row.line, effects, invitations, notMade),
  );
  await writeRows(tx, run.id, writings, { causeId, actor, now, today: todayInBrussels(now), tokenKeys });
}

/** One for each order: it names the file, and who ordered it. */
async function openCause(tx: TransactionContext, run: ImportRunRow, actor: StaffActor, at: Date): Promise<string> {
  const id = derivedId('import-cause', run.id, String(run.generation));
  const file = { fileName: run.fileName, fileSha256: run.fileSha256, counts: { rows: run.total } };
  await tx.db
    .insert(importRun)
    .values({ id: run.id, kind: 'members', ...file, actorLabel: actor.label, at })
    .onConflictDoNothing();
  const who = { actorKind: actor.kind, actorId: actor.id, actorLabel: actor.label };
  await tx.db
    .insert(cause)
    .values({ id, kind: 'import', importId: run.id, ...who, at })
    .onConflictDoNothing();
  return id;
}

const STALE =
  'Ce qui était prévu ne tient plus : la base a changé depuis l’essai, ou une ligne plus haut sur la même personne n’a pas été importée. Essayez à nouveau.';

async function markStale(
  tx: TransactionContext,
  importId: string,
  lines: readonly number[],
  outcome: string,
): Promise<void> {
  if (lines.length === 0) return;
  await tx.db.execute(sql`
    update import_row set state = 'stale', outcome = ${outcome}
    where import_id = ${importId} and line in (select value::int from jsonb_array_elements_text(${JSON.stringify(lines)}::jsonb))`);
}

async function endStale(ctx: SliceContext, run: ImportRunRow, lines: readonly number[]): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await markStale(tx, run.id, lines, STALE);
    const which = lines.length === 1 ? `la ligne ${lines[0]}` : `${lines.length} lignes, dont la ligne ${lines[0]}`;
    const failure = `Rien n’a été écrit : ce qui était prévu ne tient plus pour ${which}. Essayez à nouveau.`;
    await tx.db.update(memberImport).set({ state: 'planned', failure }).where(eq(memberImport.id, run.id));
  });
}

async function endWith(ctx: SliceContext, run: ImportRunRow, failure: string): Promise<void> {
  await ctx.db.update(memberImport).set({ state: 'planned', failure }).where(eq(memberImport.id, run.id));
}

async function finish(tx: TransactionContext, run: ImportRunRow): Promise<void> {
  await tx.db
    .update(memberImport)
    .set({ state: 'applied', failure: '', finishedAt: tx.now(), done: run.total })
    .where(eq(memberImport.id, run.id));
}
