import type { Context, StaffActor } from '@guichet/shared/commands/context';
import { applyImport } from '@guichet/shared/commands/member-import/apply-import';
import { orderImport } from '@guichet/shared/commands/member-import/order-import';
import { runDryRun } from '@guichet/shared/commands/member-import/run-dry-run';
import { startDryRun } from '@guichet/shared/commands/member-import/start-dry-run';
import { uploadImport } from '@guichet/shared/commands/member-import/upload-import';
import type { SliceContext } from '@guichet/shared/commands/member-import/work-slice';
import type { ImportRowView } from '@guichet/shared/contracts/member-imports';
import { po } from '@guichet/shared/db/tables/po';
import { staffUser } from '@guichet/shared/db/tables/staff-user';
import { derivedId, sha256Hex } from '@guichet/shared/domain/hash';
import { type ImportMode, importFieldLabel, mappingProblem } from '@guichet/shared/domain/member-import';
import type { Role } from '@guichet/shared/domain/roles';
import { listImportRows } from '@guichet/shared/reads/import-rows';
import { getMemberImport } from '@guichet/shared/reads/member-imports';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from '../operator-error.ts';
import { inOperatorsWords } from './refused-list.ts';

export type MemberImportInput = {
  fileName: string;
  bytes: Buffer;
  /** Sign-in address of the member of staff in whose name it is done. */
  email: string;
  poFase?: string | undefined;
  sheet?: string | undefined;
  apply?: boolean | undefined;
  mode: ImportMode;
  acceptWarnings?: boolean | undefined;
};

export type MemberImportReport = {
  importId: string;
  /** In whose name. */
  by: string;
  columns: { header: string; field: string | null }[];
  rows: number;
  refused: number;
  warnings: number;
  create: number;
  change: number;
  nothing: number;
  /** Rows that are written, now or before. */
  applied: number;
  /** Why nothing is written, or would be. */
  left: string | null;
  lines: ImportRowView[];
};

type Settings = { tokenKeys: readonly string[]; singleHolderRoles: readonly Role[]; fourEyes: boolean };
type Progress = (step: 'planning' | 'writing', done: number, total: number) => void;

const BUSY_MS = 250;

/**
 * The import of the back office, from the file to the report of its rows, and with `apply` to what is written: the same
 * commands, carried out here. The same file again is the same import.
 * @throws OperatorError for a file or columns that cannot be read, and for who may not import
 */
export async function importMembers(
  ctx: Context & Settings,
  input: MemberImportInput,
  onProgress: Progress,
): Promise<MemberImportReport> {
  const actor = await findStaff(ctx, input.email);
  const staffCtx: Context = { ...ctx, actor };
  const importId = await upload(staffCtx, actor, input);
  const view = () => getMemberImport(ctx.db, actor, importId, { now: ctx.now(), fourEyes: ctx.fourEyes });
  const known = await view();
  const fields = known.columns.map(({ header }, n) => ({ header, field: known.mapping.columns[n] ?? null }));
  if (mappingProblem(known.mapping, known.hasPo) !== null) throw unreadableColumns(input.fileName, fields);
  const work = workContext(ctx, actor);
  await startDryRun(staffCtx, { importId, mapping: known.mapping });
  await until(view, 'planning', onProgress, async ({ generation }) => runDryRun(work, importId, generation));
  const planned = await view();
  const left = whyLeft(planned, input, ctx);
  // Read before it is written: what each row would do, as on the screen.
  const lines = await allRows(ctx, actor, importId);
  if (input.apply && left === null) {
    await orderImport(
      staffCtx,
      {
        ...{ importId, generation: planned.generation, mode: input.mode, invite: 'later', inviteOn: null },
        accepted: input.acceptWarnings ? planned.warnings.map(({ code }) => code) : [],
      },
      ctx,
    );
    await until(view, 'applying', onProgress, async ({ generation }) => applyImport(work, importId, generation));
  }
  const { counts, failure } = await view();
  return {
    ...{ importId, by: actor.label },
    columns: fields.map(({ header, field }) => ({ header, field: field && importFieldLabel(field) })),
    ...counts,
    left: left ?? (input.apply && counts.applied === 0 ? failure || 'Nothing was left to write.' : null),
    lines,
  };
}

async function findStaff(ctx: Context, email: string): Promise<StaffActor> {
  const [row] = await ctx.db
    .select()
    .from(staffUser)
    .where(and(sql`lower(${staffUser.email}) = lower(${email})`, isNull(staffUser.disabledAt)));
  if (!row) throw new OperatorError(`Nobody of the back office signs in with ${email} (--as).`);
  if (row.role === 'reader') throw new OperatorError(`${email} may only read (--as): name somebody who may decide.`);
  const { id, name: label, role, regionId, personId } = row;
  return { kind: 'staff', id, label, role, regionId, personId };
}

async function upload(ctx: Context, actor: StaffActor, input: MemberImportInput): Promise<string> {
  const { fileName, bytes, sheet = '' } = input;
  const poId = input.poFase === undefined ? null : await findPo(ctx, actor, input.poFase);
  const id = derivedId('operator-import', actor.id, sha256Hex(bytes.toString('base64')), poId ?? '', sheet);
  try {
    return (await uploadImport(ctx, { id, fileName, bytes, poId, sheet })).id;
  } catch (error) {
    throw inOperatorsWords(error, fileName);
  }
}

async function findPo({ db }: Context, { regionId }: StaffActor, fase: string): Promise<string> {
  const number = /^\d{1,7}$/.test(fase) ? Number(fase) : -1;
  const [row] = await db
    .select({ id: po.id })
    .from(po)
    .where(and(eq(po.fase, number), eq(po.regionId, regionId)));
  if (!row) throw new OperatorError(`No PO of the secretariat has the FASE number ${fase} (--po).`);
  return row.id;
}

function unreadableColumns(fileName: string, columns: { header: string; field: string | null }[]): OperatorError {
  const read = columns.map(({ header, field }) => `  ${header || '(no name)'}: ${field ?? 'not recognised'}`);
  return new OperatorError(
    [
      `The columns of ${fileName} do not say enough: a name and, without --po, the FASE number or the name of the PO.`,
      ...read,
      'Tell the columns once in the back office (Importer): they are remembered for files with the same headers.',
    ].join('\n'),
  );
}

type Detail = Awaited<ReturnType<typeof getMemberImport>>;

function whyLeft(
  { counts, clear, warnings }: Detail,
  { mode, acceptWarnings }: MemberImportInput,
  { fourEyes }: Settings,
): string | null {
  if (fourEyes) return 'FOUR_EYES is on: a colleague writes it in the back office (Importer).';
  if (mode === 'file' && counts.refused > 0)
    return `${counts.refused} row(s) are refused: mend the file, or write the others with --mode rows.`;
  if (mode === 'file' && warnings.length > 0 && !acceptWarnings)
    return `${counts.warnings} row(s) have warnings: read them, then --accept-warnings or --mode rows.`;
  const taken = acceptWarnings ? counts.create + counts.change : clear;
  if (taken > 0) return null;
  return counts.applied > 0
    ? 'This file was written before: nothing is left to write.'
    : 'No row is to be written with these choices.';
}

/** What the worker is given for such work; no mail leaves from here. */
function workContext(
  { db, now, log, tokenKeys, singleHolderRoles, fourEyes }: Context & Settings,
  actor: StaffActor,
): SliceContext {
  return {
    ...{ db, now, log, actor, tokenKeys, singleHolderRoles, fourEyes, alive: async () => {} },
    mailer: {
      send: () => Promise.reject(new Error('An import sends no mail by itself.')),
      closedForMs: () => 0,
      deadlineSeconds: 0,
      interrupt: () => {},
      close: () => Promise.resolve(),
    },
  };
}

/** Works on until the import has left the state; a worker that runs beside may do a part of it, or all. */
async function until(
  view: () => Promise<Detail>,
  state: Detail['state'],
  onProgress: Progress,
  work: (now: Detail) => Promise<'over' | 'more' | 'busy'>,
): Promise<void> {
  for (let now = await view(); now.state === state; now = await view()) {
    onProgress(state === 'planning' ? 'planning' : 'writing', now.done, now.total);
    if ((await work(now)) === 'busy') await pause(BUSY_MS);
  }
}

async function allRows({ db }: Context, actor: StaffActor, importId: string): Promise<ImportRowView[]> {
  const rows: ImportRowView[] = [];
  for (let after: string | undefined = '0'; after !== undefined; ) {
    const page = await listImportRows(db, actor, importId, { after });
    rows.push(...page.rows);
    after = page.nextCursor ?? undefined;
  }
  return rows;
}
