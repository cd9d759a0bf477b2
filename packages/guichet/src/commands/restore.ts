import type { TransactionContext } from '@guichet/shared/commands/context';
import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { Command } from 'commander';
import { passphraseToOpen } from '../backup/backup-passphrase.ts';
import { readErasures, replayList, sayReplay } from '../backup/erasures.ts';
import { refuseUnknownSchema } from '../backup/fits-version.ts';
import { readBackup } from '../backup/read-backup.ts';
import { restoreEmbedded } from '../backup/restore-embedded.ts';
import { restoreInto } from '../backup/restore-into.ts';
import { sayRestore } from '../backup/say-backup.ts';
import { openDataFolder } from '../data-folder/data-folder.ts';
import { OperatorError } from '../operator-error.ts';
import { ProgressLine } from '../registry/progress-line.ts';

type Options = { force?: boolean; withoutErasures?: boolean };

export function restoreCommand(env: () => OperatorEnv): Command {
  return new Command('restore')
    .summary('bring a backup back into an empty database')
    .description(
      'Reads the whole file first (passphrase, version, checksums), then brings it back into the data folder DATA_DIR, or ' +
        'into the empty database of DATABASE_URL (as guichet_migrator), and compares counts, constraints and the chain of ' +
        'the audit. All or nothing: when it fails or is killed, what was there is as it was.\n\n' +
        'Then every erasure on the list (ERASURE_LIST, default DATA_DIR/erasure-list.jsonl) is carried out again, so ' +
        'that a backup brings nobody back.',
    )
    .argument('<file>', 'a file that the command backup wrote')
    .option('--force', 'move the database of DATA_DIR aside, into a folder beside it, and restore in its place')
    .option('--without-erasures', 'also without the list of erasures: people who were erased since are back')
    .addHelpText(
      'after',
      '\nExample:\n  DATA_DIR=/srv/restored npx pnpm guichet restore /backup/guichet-po-2026-11-24.age --without-erasures',
    )
    .action((file: string, options: Options) => runRestore(env(), file, options));
}

async function runRestore(
  env: OperatorEnv,
  file: string,
  { force = false, withoutErasures = false }: Options,
): Promise<void> {
  if (env.DATABASE_URL && force) {
    throw new OperatorError('--force is for the data folder only: with DATABASE_URL, make a new, empty database.');
  }
  const list = withoutErasures ? null : readErasures(env);
  const passphrase = await passphraseToOpen(env);
  const started = Date.now();
  const progress = new ProgressLine(process.stderr);
  const onProgress = (step: string, done: number, total: number) => progress.show(step, done, total);
  try {
    onProgress('Reading the backup', 0, 0);
    const { header, manifest } = await readBackup(file, passphrase, { header: refuseUnknownSchema });
    let erased = 'No erasure was carried out again (--without-erasures).';
    const afterwards = async (tx: TransactionContext): Promise<void> => {
      if (list) erased = sayReplay(await replayList(tx, list));
    };
    const order = { file, passphrase, header, onProgress, afterwards };
    const restored = env.DATABASE_URL
      ? await restoreInto(env.DATABASE_URL, order)
      : await restoreEmbedded(openDataFolder(env.DATA_DIR), { ...order, force, now: new Date() });
    progress.clear();
    const seconds = (Date.now() - started) / 1000;
    console.log(sayRestore(restored, { header, manifest, seconds, erased }));
  } catch (error) {
    progress.clear();
    throw error;
  }
}
