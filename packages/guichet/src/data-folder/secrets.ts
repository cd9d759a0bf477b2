import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { OperatorError } from '../operator-error.ts';
import type { DataFolder } from './data-folder.ts';

const secret = z.string().min(32);

const secretsSchema = z.object({
  databaseAdmin: secret,
  databaseRoles: z.object({
    guichet_migrator: secret,
    guichet_intake: secret,
    guichet_backoffice: secret,
    guichet_extranet: secret,
    guichet_worker: secret,
  }),
  tokenKeys: z.array(secret).min(1),
  authStaff: secret,
  authMember: secret,
});

export type Secrets = z.output<typeof secretsSchema>;
export type DatabaseRole = keyof Secrets['databaseRoles'];

/** The folder's passwords and keys, drawn on the first call and kept for its owner only (mode 600). */
export function loadSecrets(folder: DataFolder): Secrets {
  if (existsSync(folder.secrets)) return read(folder);
  if (existsSync(folder.postgres)) {
    throw new OperatorError(
      `${folder.secrets} is missing, and the database beside it cannot be opened without it: put it back from a backup, or choose another folder with DATA_DIR.`,
    );
  }
  const secrets = drawSecrets();
  saveSecrets(folder, secrets);
  return secrets;
}

/** Passwords and keys that nobody has had before. */
export function drawSecrets(): Secrets {
  return {
    databaseAdmin: draw(),
    databaseRoles: {
      guichet_migrator: draw(),
      guichet_intake: draw(),
      guichet_backoffice: draw(),
      guichet_extranet: draw(),
      guichet_worker: draw(),
    },
    tokenKeys: [draw()],
    authStaff: draw(),
    authMember: draw(),
  };
}

/** In place at once or not at all. */
export function saveSecrets(folder: DataFolder, secrets: Secrets): void {
  writeFileSync(`${folder.secrets}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${folder.secrets}.new`, folder.secrets);
}

function read(folder: DataFolder): Secrets {
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(folder.secrets, 'utf8')));
  } catch {
    throw new OperatorError(`${folder.secrets} cannot be read or is damaged: put it back from a backup.`);
  }
}

const draw = (): string => randomBytes(32).toString('hex');
