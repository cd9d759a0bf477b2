import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createStaff } from '@guichet/shared/commands/create-staff';
import { CLIENT_HEADER } from '@guichet/shared/contracts/fetch-client';
import { freePort } from '@guichet/shared/db/cluster/cluster';
import type { TestDatabase } from '@guichet/shared/testing/database';
import { TEST_TOKEN_KEYS, testContext } from '@guichet/shared/testing/register-builder';

const program = fileURLToPath(new URL('../../backoffice/dist/server/main.js', import.meta.url));
const sign = { email: 'delphine@secretariat.example', password: 'quatre chevaux sans agrafe' };

/** Somebody who may sign in. */
export async function addSignIn(database: TestDatabase): Promise<void> {
  const operator = testContext(database.db('migrator'), { kind: 'operator', id: null, label: 'operator' });
  await createStaff(operator, { ...sign, name: 'Delphine Exemple', role: 'secretariat' });
}

/** Starts the built back office as a process of its own; approvals may not be taken back, so that they are applied. */
export async function startOfficeProcess(database: TestDatabase) {
  if (!existsSync(program)) throw new Error(`${program} is missing: run \`pnpm build\` first.`);
  const port = await freePort();
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: database.url('backoffice'),
      BACKOFFICE_PORT: String(port),
      AUTH_SECRET_STAFF: 's'.repeat(40),
      TOKEN_KEYS: TEST_TOKEN_KEYS.join(','),
      UNDO_DELAY: '0',
      // Nobody has a second factor here.
      DEMO: 'true',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const gone = new Promise<void>((resolve) =>
    child.once('exit', () => {
      process.off('exit', kill);
      resolve();
    }),
  );
  const address = `http://localhost:${port}`;
  const call = (path: string, init: RequestInit = {}) =>
    fetch(address + path, {
      ...init,
      headers: { [CLIENT_HEADER]: 'test', 'content-type': 'application/json', ...init.headers },
    });
  return {
    /** Waits until it answers, and signs in: resolves with how to call it. */
    async signIn() {
      while (!(await call('/readyz').catch(() => null))?.status)
        await new Promise((resolve) => setTimeout(resolve, 50));
      const answer = await call('/api/session', { method: 'POST', body: JSON.stringify(sign) });
      if (!answer.ok) throw new Error(`could not sign in: ${answer.status} ${await answer.text()}`);
      const cookie = answer.headers
        .getSetCookie()
        .map((each) => each.split(';', 1)[0])
        .join('; ');
      return {
        get: (path: string) => call(path, { headers: { cookie } }),
        post: (path: string, body: unknown) =>
          call(path, { method: 'POST', body: JSON.stringify(body), headers: { cookie } }),
      };
    },
    kill() {
      kill();
      return gone;
    },
  };
}
