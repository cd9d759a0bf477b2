import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@guichet/shared/db/cluster/cluster';
import postgres from 'postgres';
import type { RunState } from '../../src/data-folder/run-file.ts';
import type { Secrets } from '../../src/data-folder/secrets.ts';

const program = fileURLToPath(new URL('../../dist/start.js', import.meta.url));
const PORTS = ['INTAKE_PORT', 'BACKOFFICE_PORT', 'EXTRANET_PORT', 'WORKER_PORT', 'MAIL_WEB_PORT', 'MAIL_SMTP_PORT'];

export type RunningProduct = {
  /** Origins of the three apps and of the mail catcher. */
  form: string;
  office: string;
  extranet: string;
  mails: string;
  /** What the terminal showed. */
  said: () => string;
  /** Every log that the product wrote, by file name. */
  logs: () => Map<string, string>;
  /** Every row of every table of the queue's own schema, as text. */
  queueRows: () => Promise<string[]>;
  stop: () => Promise<void>;
};

/** Starts the built product as `pnpm start` does, with demonstration data, on free ports and a folder of its own. */
export async function startTheProduct(variables: Record<string, string> = {}): Promise<RunningProduct> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-journey-'));
  // As root, PostgreSQL is another user, who must be let through.
  chmodSync(folder, 0o755);
  const ports: Record<string, string> = {};
  for (const name of PORTS) ports[name] = String(await freePort());
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...ports, DATA_DIR: folder, NODE_OPTIONS: '', ...variables },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += String(data)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(child, () => said);
  } catch (error) {
    await stop();
    throw error;
  }
  const origin = (port: string): string => `http://localhost:${ports[port]}`;
  return {
    form: origin('INTAKE_PORT'),
    office: origin('BACKOFFICE_PORT'),
    extranet: origin('EXTRANET_PORT'),
    mails: origin('MAIL_WEB_PORT'),
    said: () => said,
    logs: () => {
      const logs = join(folder, 'logs');
      return new Map(readdirSync(logs).map((file) => [file, readFileSync(join(logs, file), 'utf8')]));
    },
    queueRows: () => readQueue(folder),
    stop,
  };
}

async function untilReady(child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!said().endsWith('Guichet PO is ready\n')) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`The product is not ready:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function readQueue(folder: string): Promise<string[]> {
  const { databasePort } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunState;
  const { databaseAdmin } = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as Secrets;
  const sql = postgres(`postgres://postgres:${databaseAdmin}@127.0.0.1:${databasePort}/guichet`, { max: 1 });
  try {
    const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'bullmq'`;
    const rows = await Promise.all(
      tables.map(({ name }) => sql<{ row: string }[]>`select t::text as row from ${sql(`bullmq.${name}`)} t`),
    );
    return rows.flat().map(({ row }) => row);
  } finally {
    await sql.end();
  }
}

/** A sign-in that the start printed for this place: the first, unless another is asked for. */
export function printedSignIn(said: string, where: string, index = 0): { login: string; password: string } {
  const lines = said.split('\n').filter((each) => each.trim().startsWith(where) && each.includes('@'));
  const line = lines[index] ?? '';
  const [, login = '', password = ''] = /(\S+@\S+)\s+(.+)$/.exec(line) ?? [];
  return { login, password };
}
