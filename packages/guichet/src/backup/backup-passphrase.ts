import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { askPassword } from '../cli/read-password.ts';
import { OperatorError } from '../operator-error.ts';

const SHORTEST = 15;

/** The passphrase for a new backup: of the environment, or typed twice. Never an argument: others could read it there. */
export async function passphraseToSeal(env: OperatorEnv): Promise<string> {
  if (env.BACKUP_PASSPHRASE !== undefined) return env.BACKUP_PASSPHRASE;
  refuseWithoutTerminal();
  const passphrase = await askPassword('Passphrase for the backup: ');
  if (passphrase.length < SHORTEST) {
    throw new OperatorError(`The passphrase needs at least ${SHORTEST} characters: five or six words are good.`);
  }
  if ((await askPassword('Once more: ')) !== passphrase)
    throw new OperatorError('The two passphrases differ: try again.');
  return passphrase;
}

/** The passphrase that a backup was made with. */
export async function passphraseToOpen(env: OperatorEnv): Promise<string> {
  if (env.BACKUP_PASSPHRASE !== undefined) return env.BACKUP_PASSPHRASE;
  refuseWithoutTerminal();
  return askPassword('Passphrase of the backup: ');
}

function refuseWithoutTerminal(): void {
  if (process.stdin.isTTY) return;
  throw new OperatorError(
    'Give the passphrase in BACKUP_PASSPHRASE, or run the command on a terminal, which asks for it.',
  );
}
