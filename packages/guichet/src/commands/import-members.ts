import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { IMPORT_MODES, type ImportMode } from '@guichet/shared/domain/member-import';
import { Command, Option } from 'commander';
import { withOperatorDatabase } from '../cli/operator-database.ts';
import { operatorTokenKeys } from '../cli/operator-token-keys.ts';
import { formatMemberReport } from '../member-import/format-member-report.ts';
import { importMembers } from '../member-import/import-members.ts';
import { openList } from '../member-import/open-list.ts';
import { ProgressLine } from '../registry/progress-line.ts';

type Options = {
  as: string;
  po?: string;
  sheet?: string;
  apply?: boolean;
  mode: ImportMode;
  acceptWarnings?: boolean;
  json?: boolean;
};

export function importMembersCommand(env: () => OperatorEnv): Command {
  return new Command('import-members')
    .summary('load a list of members (CSV or XLSX)')
    .description(
      'Reads a list of members, says for each row what it would change, and with --apply writes it. The columns are read ' +
        'from their headers, or as somebody told them for the same headers before.\n\n' +
        'It is the import of the back office (Importer), carried out in the name of somebody who works there: the same ' +
        'rows, findings and refusals, and it is shown there afterwards. Without --apply nothing of the register changes. ' +
        'Activation mails wait until somebody lets them leave there.',
    )
    .argument('<file>', 'the list, as .csv or .xlsx')
    .requiredOption('--as <address>', 'sign-in address of the member of staff in whose name it is done')
    .option('--po <fase>', 'FASE number of the one PO that the whole file is about')
    .option('--sheet <name>', 'the sheet of the workbook, where several hold something')
    .option('--apply', 'write what the report says')
    .addOption(
      new Option('--mode <mode>', 'the whole file or nothing; or each row that can be written')
        .choices(IMPORT_MODES)
        .default('file'),
    )
    .option('--accept-warnings', 'write rows with warnings too')
    .option('--json', 'print the whole report as JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 when every row can be written (or was), 1 when a row is refused, the file cannot be read, or ' +
        'nothing was written; 2 when the command is used wrongly.\n\nExamples:\n' +
        '  npx pnpm guichet import-members members.xlsx --as delphine@secretariat.example\n' +
        '  npx pnpm guichet import-members members.csv --as delphine@secretariat.example --po 5123 --apply --mode rows',
    )
    .action((file: string, options: Options) => run(env(), file, options));
}

async function run(env: OperatorEnv, file: string, { as: email, po, json, ...options }: Options): Promise<void> {
  const progress = new ProgressLine(process.stderr);
  // Read before the database is asked for: a file that is not there starts nothing.
  const list = openList(file);
  const tokenKeys = operatorTokenKeys(env);
  try {
    const report = await withOperatorDatabase(env, 'import-members', ({ ctx }) =>
      importMembers(
        { ...ctx, tokenKeys, singleHolderRoles: env.SINGLE_HOLDER_ROLES, fourEyes: env.FOUR_EYES },
        { ...list, ...options, email, poFase: po },
        (step, done, total) => progress.show(step === 'planning' ? 'Reading' : 'Writing', done, total),
      ),
    );
    progress.clear();
    if (report.refused > 0 || (options.apply && !report.applied)) process.exitCode = 1;
    console.log(
      json ? JSON.stringify({ file, ...report }) : formatMemberReport(report, { file, apply: options.apply }),
    );
  } finally {
    progress.clear();
  }
}
