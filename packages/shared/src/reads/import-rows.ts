import { type SQL, sql } from 'drizzle-orm';
import { stringify } from 'csv-stringify/sync';
import type { StaffActor } from '../commands/context.ts';
import type { ImportRowView } from '../contracts/member-imports.ts';
import type { Database } from '../db/client.ts';
import type { ImportRowFilter, ImportRowState } from '../domain/member-import.ts';
import type { EffectText } from '../effects/describe-effect.ts';
import { NotFoundError } from '../errors/errors.ts';
import type { Finding } from '../request-types/plan.ts';

const PAGE = 50;

const FILTERS: Record<ImportRowFilter, SQL> = {
  all: sql`true`,
  refused: sql`i.state in ('refused', 'stale')`,
  warnings: sql`i.state = 'ready' and i.warnings <> '{}'`,
  create: sql`i.state = 'ready' and i.creates`,
  change: sql`i.state = 'ready' and not i.creates`,
  nothing: sql`i.state = 'nothing'`,
  applied: sql`i.state = 'applied'`,
};

type Row = {
  line: number;
  state: ImportRowState;
  subject: string;
  cells: string[];
  poName: string | null;
  poId: string | null;
  effects: EffectText[];
  findings: Finding[];
  outcome: string;
};

/** A page of rows after a line, in the order of the file. @throws NotFoundError when the import is not in the actor's region */
export async function listImportRows(
  db: Database,
  actor: StaffActor,
  importId: string,
  { show = 'all', after = '0' }: { show?: ImportRowFilter | undefined; after?: string | undefined },
): Promise<{ rows: ImportRowView[]; nextCursor: string | null }> {
  await requireImport(db, actor, importId);
  const rows = await db.execute<Row>(sql`
    select i.line, i.state, i.subject, i.cells, p.name as "poName", i.po_id as "poId", i.effects, i.findings, i.outcome
    from import_row i left join po p on p.id = i.po_id
    where i.import_id = ${importId} and i.line > ${Number(after)} and ${FILTERS[show]}
    order by i.line limit ${PAGE + 1}`);
  const page = rows.slice(0, PAGE).map(toView);
  return { rows: page, nextCursor: rows.length > PAGE ? String(page.at(-1)?.line ?? '') : null };
}

/** Rows that were refused, for whoever corrects the file: the reason first, then the cells as they came. */
export async function writeRefusals(
  db: Database,
  actor: StaffActor,
  importId: string,
): Promise<{ fileName: string; csv: string }> {
  const { fileName, headers } = await requireImport(db, actor, importId);
  const rows = await db.execute<Pick<Row, 'line' | 'cells' | 'findings' | 'outcome'>>(sql`
    select i.line, i.cells, i.findings, i.outcome from import_row i
    where i.import_id = ${importId} and i.state in ('refused', 'stale', 'waiting') order by i.line`);
  const lines = rows.map(({ line, cells, findings, outcome }) => {
    const reasons = findings
      .filter(({ severity }) => severity === 'blocking')
      .map(({ message, detail }) => [message, detail].filter(Boolean).join(' '));
    return [
      String(line),
      [...reasons, outcome].filter(Boolean).join(' '),
      ...headers.map((_, index) => cells[index] ?? ''),
    ];
  });
  const csv = stringify([['Ligne', 'Raison', ...headers], ...lines], {
    bom: true,
    delimiter: ';',
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  return { fileName: `${fileName.replace(/\.\w+$/, '')}, refus.csv`, csv };
}

async function requireImport(
  db: Database,
  actor: StaffActor,
  importId: string,
): Promise<{ fileName: string; headers: string[] }> {
  const [run] = await db.execute<{ fileName: string; headers: string[] }>(sql`
    select file_name as "fileName", headers from member_import where id = ${importId} and region_id = ${actor.regionId}`);
  if (!run)
    throw new NotFoundError(`No member import ${importId}.`, { userMessage: 'Cette importation n’existe pas.' });
  return run;
}

function toView({ cells, effects, findings, ...row }: Row): ImportRowView {
  return {
    ...row,
    // Not planned yet: the first words of the row say which it is.
    subject:
      row.subject ||
      cells
        .filter((cell) => cell !== '')
        .slice(0, 2)
        .join(' '),
    poName: row.poName ?? '',
    effects: effects.map(({ text, detail }) => (detail ? `${text} (${detail})` : text)),
    findings: findings.map(({ severity, message, detail, options = [] }) => ({
      ...{ severity, message, detail: detail ?? null },
      options: options.map((option) => ({ label: option.label, detail: option.detail ?? null, set: option.set })),
    })),
    maySwap: findings.some(({ code }) => code === 'name-split') && row.state !== 'applied',
  };
}
