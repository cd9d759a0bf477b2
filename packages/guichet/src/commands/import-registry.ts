import { importRegistry } from '@guichet/shared/commands/import-registry/import-registry';
import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { Command } from 'commander';
import { withOperatorDatabase } from '../cli/operator-database.ts';
import { formatRefusal, formatReport } from '../registry/format-report.ts';
import { openRegister } from '../registry/open-register.ts';
import { ProgressLine } from '../registry/progress-line.ts';
import { readRegister } from '../registry/read-register.ts';
import { RegisterRefusedError } from '../registry/refusal.ts';

type Options = { network?: string[]; district?: string[]; region?: string; dryRun?: boolean; json?: boolean };

export function importRegistryCommand(env: () => OperatorEnv): Command {
  return new Command('import-registry')
    .summary('load the official register of POs and schools')
    .description(
      'Loads POs, schools, sites and kinds of teaching from the official register (signalétique FASE): a CSV file in ' +
        'UTF-8 with semicolons, as published.\n\n' +
        'The file is taken whole or not at all: every line that is refused is told with its reason. Importing the same ' +
        'file again changes nothing. Nothing is deleted: what the file no longer names is reported. A value that a ' +
        'request or staff set is kept and reported.',
    )
    .argument('<file>', 'the register as a CSV file')
    .option('--network <name>', 'only this network, such as "Libre confessionnel" (repeat for several)', oneMore)
    .option('--district <name>', 'only this district (arrondissement), such as Namur (repeat for several)', oneMore)
    .option('--region <code>', 'code of the secretariat in charge of new POs, where there are several')
    .option('--dry-run', 'say what would change and write nothing')
    .option('--json', 'print the whole report as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  npx pnpm guichet import-registry register.csv --dry-run' +
        '\n  npx pnpm guichet import-registry register.csv --network "Libre confessionnel" --district Namur --district Dinant',
    )
    .action((file: string, options: Options) => runImport(env(), file, options));
}

/** An option that is repeated: a list of its own would swallow the file that follows it. */
function oneMore(name: string, before: string[] = []): string[] {
  return [...before, name];
}

async function runImport(env: OperatorEnv, file: string, options: Options): Promise<void> {
  const started = Date.now();
  const progress = new ProgressLine(process.stderr);
  const dryRun = options.dryRun ?? false;
  try {
    const bytes = await openRegister(file, (done, total) => progress.show('Reading', done, total));
    const words = { networks: options.network ?? [], districts: options.district ?? [] };
    // Read before the database is asked for: a file that is refused starts nothing.
    const { content, scope, notices, rows } = await readRegister(bytes, file, words);
    const report = await withOperatorDatabase(env, 'import-registry', ({ ctx }) =>
      importRegistry(ctx, {
        content,
        scope,
        region: options.region,
        dryRun,
        onProgress: (step, done, total) => progress.show(step === 'comparing' ? 'Comparing' : 'Writing', done, total),
      }),
    );
    progress.clear();
    report.notices.unshift(...notices);
    const head = { file, dryRun, rows, seconds: (Date.now() - started) / 1000 };
    console.log(options.json ? JSON.stringify({ ...head, refused: [], ...report }) : formatReport(report, head));
  } catch (error) {
    progress.clear();
    if (!(error instanceof RegisterRefusedError)) throw error;
    process.exitCode = 1;
    if (options.json) console.log(JSON.stringify({ file, dryRun, refused: error.refusals, refusedCount: error.count }));
    else console.error(formatRefusal(error, file));
  }
}
