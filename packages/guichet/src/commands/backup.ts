import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { Command } from 'commander';
import type { BackupKeys } from '../backup/backup-format.ts';
import { passphraseToSeal } from '../backup/backup-passphrase.ts';
import { sayBackup } from '../backup/say-backup.ts';
import { refuseTarget, writeBackupFile } from '../backup/write-backup-file.ts';
import { withOperatorDatabase } from '../cli/operator-database.ts';
import { openDataFolder } from '../data-folder/data-folder.ts';
import { loadSecrets } from '../data-folder/secrets.ts';
import { ProgressLine } from '../registry/progress-line.ts';

export function backupCommand(env: () => OperatorEnv): Command {
  return new Command('backup')
    .summary('write everything on record into one encrypted file')
    .description(
      'Writes every row of one moment into one file, while the product runs: nothing is locked, nobody waits. It is ' +
        'compressed, and encrypted with a passphrase (age): BACKUP_PASSPHRASE, or asked for on the terminal. Changes nothing.\n\n' +
        'Of the database that the product brings itself, the keys of DATA_DIR/secrets.json are in it too. Not in it: ' +
        'sessions (everybody signs in again after a restore), the queue (it is rebuilt from the rows), mails that the ' +
        'catcher caught, and the list of erasures, which must be kept elsewhere.',
    )
    .argument('<file>', 'the file to write; it bears this name once it is complete')
    .option('--force', 'replace a file of that name')
    .addHelpText('after', '\nExample:\n  npx pnpm guichet backup /backup/guichet-po-$(date +%F).age')
    .action((file: string, { force = false }: { force?: boolean }) => runBackup(env(), file, force));
}

async function runBackup(env: OperatorEnv, asked: string, force: boolean): Promise<void> {
  const file = refuseTarget(asked, force);
  const passphrase = await passphraseToSeal(env);
  const started = Date.now();
  const progress = new ProgressLine(process.stderr);
  try {
    const written = await withOperatorDatabase(
      env,
      'backup',
      ({ sql }) =>
        writeBackupFile({
          ...{ sql, file, passphrase, keys: keysOf(env) },
          onProgress: (step, done, total) => progress.show(step, done, total),
        }),
      { migrate: false },
    );
    progress.clear();
    console.log(sayBackup(written, (Date.now() - started) / 1000));
  } catch (error) {
    progress.clear();
    throw error;
  }
}

/** In production they are the operator's own, who keeps them elsewhere. */
function keysOf(env: OperatorEnv): BackupKeys | null {
  if (env.DATABASE_URL) return null;
  const { tokenKeys, authStaff, authMember } = loadSecrets(openDataFolder(env.DATA_DIR));
  return {
    tokenKeys: [...(env.TOKEN_KEYS ?? tokenKeys)],
    authStaff: env.AUTH_SECRET_STAFF ?? authStaff,
    authMember: env.AUTH_SECRET_MEMBER ?? authMember,
  };
}
