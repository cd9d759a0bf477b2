import { seedLoad } from '../packages/guichet/src/load/seed-load.ts';
import { createStaff } from '../packages/shared/src/commands/create-staff.ts';
import { CLIENT_HEADER } from '../packages/shared/src/contracts/fetch-client.ts';
import { freePort } from '../packages/shared/src/db/cluster/cluster.ts';
import { TEST_TOKEN_KEYS, testContext } from '../packages/shared/src/testing/register-builder.ts';
import type { Cluster } from './cluster.ts';
import { startProgram } from './program.ts';

export type LoadSize = { requests: number; open: number; people: number; pos: number; seed: number };

/** The back office on a database with so much on record, and the cookie of somebody who is signed in. */
export type LoadedOffice = {
  database: string;
  port: number;
  cookie: string;
  processorMs(): number;
  end(): Promise<void>;
};

const EMAIL = 'bench@secretariat.example';
const PASSWORD = 'quatre chevaux sans agrafe';
const OPERATOR = { kind: 'operator', id: null, label: 'bench' } as const;

export const databaseOf = ({ requests, people }: LoadSize): string => `load_${requests}_${people}`;

/** Makes the database of that size unless it stands already. */
export async function ensureLoaded(cluster: Cluster, size: LoadSize, say: (text: string) => void): Promise<void> {
  const database = databaseOf(size);
  await cluster.prepare(database);
  const { db, sql } = cluster.connect('migrator', database);
  const [known] = await sql`select from import_run where kind = 'load'`;
  if (known) return;
  const began = Date.now();
  let step = '';
  await seedLoad(testContext(db, OPERATOR), {
    size,
    tokenKeys: TEST_TOKEN_KEYS,
    besideOtherData: false,
    onProgress: (now, done, total) => {
      if (now !== step)
        say(`  ${database}: ${now.toLowerCase()}${total > 0 && done > 0 ? ` ${done} of ${total}` : ''}`);
      step = now;
    },
  });
  // What the running product's autovacuum does within the hour.
  await sql`vacuum analyze`;
  await createStaff(testContext(db, OPERATOR), {
    name: 'Bench',
    email: EMAIL,
    password: PASSWORD,
    // Who sees every screen.
    role: 'administrator',
  });
  say(`  ${database}: loaded in ${Math.round((Date.now() - began) / 1_000)} s`);
}

export async function startLoadedOffice(cluster: Cluster, size: LoadSize, profile?: string): Promise<LoadedOffice> {
  const database = databaseOf(size);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const program = await startProgram(
    'packages/backoffice/dist/server/main.js',
    {
      DATABASE_URL: cluster.url('backoffice', database),
      BACKOFFICE_PORT: String(port),
      TOKEN_KEYS: TEST_TOKEN_KEYS.join(','),
      AUTH_SECRET_STAFF: 's'.repeat(40),
      // The bench has no second factor.
      DEMO: 'true',
      LOG_LEVEL: 'info',
    },
    `${url}/readyz`,
    profile,
  );
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', [CLIENT_HEADER]: 'bench', Origin: url },
    body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`The bench could not sign in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((given) => given.split(';')[0])
    .join('; ');
  return { database, port, cookie, ...program };
}
