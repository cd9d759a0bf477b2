import {
  type ImportReport,
  REGISTER_KINDS,
  type RegisterKind,
  type Subject,
} from '@guichet/shared/commands/import-registry/import-report';
import { formatAddress, type PostalAddress } from '@guichet/shared/domain/postal-address';
import type { RegisterRefusedError } from './refusal.ts';

export type ReportHead = { file: string; dryRun: boolean; rows: { read: number; selected: number }; seconds: number };

const PLURALS: Record<RegisterKind, string> = {
  po: 'POs',
  school: 'schools',
  site: 'sites',
  teaching: 'schools at sites',
};
const SINGULARS: Record<RegisterKind, string> = {
  po: 'PO',
  school: 'school',
  site: 'site',
  teaching: 'school at site',
};

/** Long lists are cut here; `--json` has all of them. */
const LISTED = 40;

/** What an import did, in plain text for the operator. */
export function formatReport(report: ImportReport, head: ReportHead): string {
  const { read, selected } = head.rows;
  const chosen = selected === read ? '' : `, ${plain(selected)} of them chosen`;
  return [
    `${head.file}: ${plain(read)} ${read === 1 ? 'row' : 'rows'}${chosen}, ${head.seconds.toFixed(1)} s.`,
    '',
    ...table(report),
    ...section('Changed', report.changed, (row) => {
      const fields = row.fields.map(({ field, from, to }) => `${field} ${show(from)} -> ${show(to)}`);
      return `line ${row.line}: ${subject(row)}: ${fields.join('; ')}`;
    }),
    ...section('Kept as a request or staff set them, and not as the register says', report.kept, (row) => {
      const register = row.field === 'closedOn' ? 'still lists it' : `says ${show(row.register)}`;
      return `line ${row.line}: ${subject(row)}: ${row.field} is ${show(row.ours)} (${row.setBy}), the register ${register}`;
    }),
    ...section('Absent from the file (nothing is deleted)', report.absent, subject),
    ...section('To look at', report.notices, ({ line, message }) => `line ${line}: ${message}`),
    '',
    conclusion(report, head.dryRun),
  ].join('\n');
}

/** Why nothing of a file was imported. */
export function formatRefusal({ refusals, count }: RegisterRefusedError, file: string): string {
  const lines = refusals.slice(0, LISTED).map(({ line, reason }) => (line === 0 ? reason : `line ${line}: ${reason}`));
  const more = count > lines.length ? [`... and ${plain(count - lines.length)} more`] : [];
  const [only] = lines;
  if (count === 1) return `${file} is refused, nothing was imported.\n${only}`;
  return [`${file} is refused for ${plain(count)} reasons, nothing was imported.`, ...lines, ...more].join('\n');
}

function table(report: ImportReport): string[] {
  const columns = ['created', 'changed', 'unchanged', 'absent'] as const;
  const cells = (first: string, rest: readonly string[]) =>
    [first.padEnd(18), ...rest.map((cell) => cell.padStart(11))].join('').trimEnd();
  return [
    cells('', columns),
    ...REGISTER_KINDS.map((kind) =>
      cells(
        PLURALS[kind],
        columns.map((column) => plain(report.counts[kind][column])),
      ),
    ),
  ];
}

function section<T>(title: string, rows: readonly T[], tell: (row: T) => string): string[] {
  if (rows.length === 0) return [];
  const more = rows.length > LISTED ? [`  ... and ${plain(rows.length - LISTED)} more (--json lists all)`] : [];
  return ['', `${title}: ${plain(rows.length)}`, ...rows.slice(0, LISTED).map((row) => `  ${tell(row)}`), ...more];
}

function conclusion({ counts }: ImportReport, dryRun: boolean): string {
  const written = REGISTER_KINDS.reduce((sum, kind) => sum + counts[kind].created + counts[kind].changed, 0);
  if (dryRun) return 'Dry run: nothing was written.';
  return written === 0 ? 'Nothing to change: nothing was written.' : 'Done: everything above is written.';
}

function subject({ kind, fase, name }: Subject): string {
  return `${SINGULARS[kind]} ${fase} "${name}"`;
}

function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return '(nothing)';
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return `[${value.join(', ')}]`;
  if (typeof value === 'object' && 'street' in value) return `"${formatAddress(value as PostalAddress)}"`;
  return JSON.stringify(value);
}

function plain(count: number): string {
  return count.toLocaleString('en-GB');
}
