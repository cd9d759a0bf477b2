import { type SQL, sql } from 'drizzle-orm';
import type { StaffActor } from '../commands/context.ts';
import { recogniseColumns } from '../commands/member-import/recognise-column.ts';
import { headersKey } from '../commands/member-import/start-dry-run.ts';
import type { ImportDetail, ImportRunView, RoleWord } from '../contracts/member-imports.ts';
import type { Database } from '../db/client.ts';
import { type CivilDate, todayInBrussels } from '../domain/dates.ts';
import { type ImportMapping, type ImportState, warningClassLabel } from '../domain/member-import.ts';
import { guessRole, readRole, roleKey, splitRoles } from '../domain/role-words.ts';
import { NotFoundError } from '../errors/errors.ts';

const RECENT = 30;
const SAMPLES = 3;
const SAMPLED_ROWS = 40;

type RunRow = {
  id: string;
  file_name: string;
  described: string;
  state: ImportState;
  generation: number;
  done: number;
  total: number;
  failure: string;
  po_id: string | null;
  po_name: string | null;
  uploaded_by: string;
  uploaded_at: string;
  planned_by: string | null;
  ordered_by: string | null;
  ordered_at: string | null;
  finished_at: string | null;
  header_line: number;
  headers: string[];
  mapping: ImportMapping | null;
  remembered: ImportMapping | null;
};

type Options = { now: Date; fourEyes: boolean };

/** The recent imports of the secretariat, the newest first. */
export async function listMemberImports(db: Database, actor: StaffActor, options: Options): Promise<ImportRunView[]> {
  const rows = await selectRuns(db, actor, sql`true`);
  return rows.map((row) => view(row, actor, options));
}

/** One import with its columns and numbers. @throws NotFoundError when there is none, or none in the actor's region */
export async function getMemberImport(
  db: Database,
  actor: StaffActor,
  importId: string,
  options: Options,
): Promise<ImportDetail> {
  const run = await getRun(db, actor, importId);
  const [samples, counts, classes, waiting] = await Promise.all([
    db.execute<{ cells: string[] }>(
      sql`select cells from import_row where import_id = ${importId} order by line limit ${SAMPLED_ROWS}`,
    ),
    countRows(db, importId),
    db.execute<{ code: string; rows: number }>(sql`
      select class as code, count(*)::int as rows from import_row r, unnest(r.warnings) as class
      where r.import_id = ${importId} and r.state = 'ready' group by class order by 2 desc, 1`),
    db.execute<{ name: string; people: number }>(sql`
      select p.first_name || ' ' || p.last_name as name, (count(*) over ())::int as people from person p
      where p.id in (select invite_person from import_row where import_id = ${importId} and invite_person is not null and invited_at is null)
      order by p.last_name, p.first_name, p.id limit 200`),
  ]);
  const { mapping, mappedBy } = mappingOf(run, todayInBrussels(options.now));
  const { clear, ...numbers } = counts;
  return {
    ...view(run, actor, options),
    headerLine: run.header_line,
    columns: run.headers.map((header, index) => ({ header, samples: samplesOf(samples, index) })),
    mapping,
    mappedBy,
    hasPo: run.po_id !== null,
    counts: numbers,
    warnings: classes.map(({ code, rows }) => ({ code, rows, label: warningClassLabel(code) })),
    clear,
    waitingMails: waiting[0]?.people ?? 0,
    waitingNames: waiting.map(({ name }) => name),
  };
}

/** Wordings in these columns that mean no role, the most frequent first. @throws NotFoundError as `getMemberImport` */
export async function listRoleWords(
  db: Database,
  actor: StaffActor,
  importId: string,
  columns: readonly number[],
): Promise<RoleWord[]> {
  await getRun(db, actor, importId);
  const cells = await db.execute<{ cell: string; rows: number }>(sql`
    select cells ->> c.column as cell, count(*)::int as rows
    from import_row, (select value::int as column from jsonb_array_elements_text(${JSON.stringify(columns)}::jsonb)) as c
    where import_id = ${importId} and cells ->> c.column <> '' group by 1`);
  const words = new Map<string, RoleWord>();
  for (const { cell, rows } of cells) {
    for (const wording of splitRoles(cell)) {
      if (readRole(wording)) continue;
      const key = roleKey(wording);
      const known = words.get(key);
      if (known) known.count += rows;
      else words.set(key, { key, wording: wording.slice(0, 80), count: rows, guess: guessRole(wording) });
    }
  }
  return [...words.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)).slice(0, 200);
}

async function getRun(db: Database, actor: StaffActor, importId: string): Promise<RunRow> {
  const [run] = await selectRuns(db, actor, sql`r.id = ${importId}`);
  if (!run)
    throw new NotFoundError(`No member import ${importId}.`, { userMessage: 'Cette importation n’existe pas.' });
  if (run.mapping) return { ...run, remembered: null };
  const [known] = await db.execute<{ mapping: ImportMapping }>(sql`
    select mapping from import_mapping where region_id = ${actor.regionId} and headers_key = ${headersKey(run.headers)}`);
  return { ...run, remembered: known?.mapping ?? null };
}

async function selectRuns(db: Database, actor: StaffActor, where: SQL): Promise<Omit<RunRow, 'remembered'>[]> {
  return await db.execute<Omit<RunRow, 'remembered'>>(sql`
    select r.id, r.file_name, r.described, r.state, r.generation, r.done, r.total, r.failure, r.po_id, p.name as po_name,
      u.name as uploaded_by, r.uploaded_at, r.planned_by, o.name as ordered_by, r.ordered_at, r.finished_at, r.header_line, r.headers, r.mapping
    from member_import r join staff_user u on u.id = r.uploaded_by left join staff_user o on o.id = r.ordered_by left join po p on p.id = r.po_id
    where r.region_id = ${actor.regionId} and ${where}
    order by r.uploaded_at desc, r.id limit ${RECENT}`);
}

function view(row: Omit<RunRow, 'remembered'>, actor: StaffActor, { fourEyes }: Options): ImportRunView {
  const instant = (text: string | null) => (text === null ? null : new Date(text).toISOString());
  return {
    ...{ id: row.id, fileName: row.file_name, described: row.described, state: row.state, generation: row.generation },
    ...{ done: row.done, total: row.total, failure: row.failure, poName: row.po_name },
    ...{ uploadedBy: row.uploaded_by, uploadedAt: instant(row.uploaded_at) ?? '' },
    ...{ orderedBy: row.ordered_by, orderedAt: instant(row.ordered_at), finishedAt: instant(row.finished_at) },
    needsColleague: fourEyes && row.planned_by === actor.id,
  };
}

function mappingOf(run: RunRow, today: CivilDate): Pick<ImportDetail, 'mapping' | 'mappedBy'> {
  if (run.mapping) return { mapping: run.mapping, mappedBy: 'told' };
  // The day was that file's own.
  if (run.remembered) return { mapping: { ...run.remembered, startDate: today }, mappedBy: 'remembered' };
  const columns = recogniseColumns(run.headers);
  return {
    mapping: { columns, nameOrder: 'last-first', startDate: today, defaultRole: null, roleWords: {} },
    mappedBy: 'recognised',
  };
}

function samplesOf(rows: readonly { cells: string[] }[], index: number): string[] {
  const filled = rows.map(({ cells }) => cells[index] ?? '').filter((cell) => cell !== '');
  return [...new Set(filled)].slice(0, SAMPLES).map((cell) => (cell.length > 60 ? `${cell.slice(0, 59)}…` : cell));
}

async function countRows(db: Database, importId: string): Promise<ImportDetail['counts'] & { clear: number }> {
  const [counted] = await db.execute<ImportDetail['counts'] & { clear: number }>(sql`
    select count(*)::int as rows,
      count(*) filter (where state in ('refused', 'stale'))::int as refused,
      count(*) filter (where state = 'ready' and warnings <> '{}')::int as warnings,
      count(*) filter (where state = 'ready' and creates)::int as create,
      count(*) filter (where state = 'ready' and not creates)::int as change,
      count(*) filter (where state = 'nothing')::int as nothing,
      count(*) filter (where state = 'applied')::int as applied,
      count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'ready' and warnings = '{}')::int as clear
    from import_row where import_id = ${importId}`);
  if (!counted) throw new Error('Counting the rows of an import returned nothing.');
  return counted;
}
