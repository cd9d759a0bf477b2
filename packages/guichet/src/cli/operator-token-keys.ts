import type { OperatorEnv } from '@guichet/shared/env/operator-env';
import { openDataFolder } from '../data-folder/data-folder.ts';
import { loadSecrets } from '../data-folder/secrets.ts';
import { OperatorError } from '../operator-error.ts';

/** Links in mails are made with the keys of the processes that will send them. */
export function operatorTokenKeys(env: OperatorEnv): readonly string[] {
  if (env.TOKEN_KEYS) return env.TOKEN_KEYS;
  if (env.DATABASE_URL) {
    throw new OperatorError('TOKEN_KEYS is needed with DATABASE_URL: the same value as in the processes.');
  }
  return loadSecrets(openDataFolder(env.DATA_DIR)).tokenKeys;
}
