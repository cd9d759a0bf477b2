import { loadEnv } from '@guichet/shared/env/load-env';
import { operatorEnv } from '@guichet/shared/env/operator-env';
import { Command, CommanderError } from 'commander';
import { failureText } from './cli/report-failure.ts';
import { backupCommand } from './commands/backup.ts';
import { createStaffCommand } from './commands/create-staff.ts';
import { importMembersCommand } from './commands/import-members.ts';
import { importRegistryCommand } from './commands/import-registry.ts';
import { migrateCommand } from './commands/migrate.ts';
import { processingRecordCommand } from './commands/processing-record.ts';
import { resetStaffFactorCommand } from './commands/reset-staff-factor.ts';
import { replayErasuresCommand } from './commands/replay-erasures.ts';
import { restoreCommand } from './commands/restore.ts';
import { seedDemoCommand } from './commands/seed-demo.ts';
import { seedLoadCommand } from './commands/seed-load.ts';
import { verifyAuditCommand } from './commands/verify-audit.ts';

/** The operator's command line. Exit codes: 0 done, 1 refused or failed, 2 used wrongly, 130 interrupted. */
const env = () => loadEnv(operatorEnv, process.env);

const program = new Command('guichet')
  .usage('<command> [options]')
  .description(
    'Commands for the operator of Guichet PO.\n\n' +
      'They work on the database of DATABASE_URL; without it, on the product that runs on DATA_DIR (default .data); ' +
      'and when that is stopped, they start its PostgreSQL for the time of the command.',
  )
  .addHelpText('after', '\nHelp on one command: npx pnpm guichet <command> --help')
  .showHelpAfterError('(--help says how to use it)')
  .exitOverride();

for (const command of [
  importRegistryCommand(env),
  importMembersCommand(env),
  createStaffCommand(env),
  resetStaffFactorCommand(env),
  migrateCommand(env),
  backupCommand(env),
  restoreCommand(env),
  replayErasuresCommand(env),
  seedDemoCommand(env),
  seedLoadCommand(env),
  processingRecordCommand(),
  verifyAuditCommand(env),
]) {
  command.exitOverride().showHelpAfterError('(--help says how to use it)');
  program.addCommand(command);
}

try {
  await program.parseAsync(process.argv[2] === '--' ? process.argv.toSpliced(2, 1) : process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    console.error(failureText(error));
    process.exitCode = 1;
  }
}
