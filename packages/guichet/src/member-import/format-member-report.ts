import type { ImportRowView } from '@guichet/shared/contracts/member-imports';
import type { MemberImportReport } from './import-members.ts';

const STATES: Record<ImportRowView['state'], string> = {
  waiting: 'waits',
  refused: 'REFUSED',
  ready: 'ready',
  nothing: 'nothing to change',
  applied: 'written before',
  stale: 'REFUSED',
};

/** The report in words: the columns, a block for each row with what the screen says of it, and the numbers. */
export function formatMemberReport(
  report: MemberImportReport,
  { file, apply = false }: { file: string; apply?: boolean | undefined },
): string {
  const { columns, lines, rows, create, change, nothing, refused, warnings, applied, left, by } = report;
  const counts = `${rows} row(s): ${create} new, ${change} changed, ${nothing} without change, ${refused} refused, ${applied} written; ${warnings} with warnings.`;
  const end = apply
    ? (left ?? `Written in the name of ${by}. Activation mails wait in the back office (Importer).`)
    : `Nothing was written: ${left === null ? '--apply writes it.' : `--apply would write nothing either. ${left}`}`;
  return [
    `${file}, in the name of ${by}`,
    `Columns: ${columns.map(({ header, field }) => `${header || '(no name)'} = ${field ?? 'left out'}`).join('; ')}`,
    ...lines.flatMap(formatRow),
    '',
    counts,
    end,
  ].join('\n');
}

function formatRow({ line, state, subject, poName, effects, findings, outcome }: ImportRowView): string[] {
  return [
    '',
    `Line ${line}, ${STATES[state]}: ${[subject, poName].filter(Boolean).join(', ')}`,
    ...effects.map((effect) => `  + ${effect}`),
    ...findings.map(
      ({ severity, message, detail }) =>
        `  ${severity === 'blocking' ? 'x' : '!'} ${message}${detail ? ` ${detail}` : ''}`,
    ),
    ...(outcome === '' ? [] : [`  x ${outcome}`]),
  ];
}
