import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '@guichet/shared/db/cluster/cluster';
import { operatorEnv } from '@guichet/shared/env/operator-env';
import { appendToErasureList } from '@guichet/shared/privacy/erasure-list';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withOperatorDatabase } from '../../src/cli/operator-database.ts';
import { gone } from '../../src/data-folder/end-process.ts';
import { runningPostmaster } from '../../src/postgres/postmaster-file.ts';

/** The operator's own path, with the programs as they are started: back up a running product, restore, start. */
const program = (name: 'start' | 'cli') => fileURLToPath(new URL(`../../dist/${name}.js`, import.meta.url));
const PASSPHRASE = 'cinq tartines sous la pluie';

let home: string;
let ports: Record<string, string>;
const started: ChildProcess[] = [];
const place = (name: string) => join(home, name);

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'guichet-embedded-'));
  chmodSync(home, 0o755);
  ports = {};
  for (const name of [
    'INTAKE_PORT',
    'BACKOFFICE_PORT',
    'EXTRANET_PORT',
    'WORKER_PORT',
    'MAIL_WEB_PORT',
    'MAIL_SMTP_PORT',
  ]) {
    ports[name] = String(await freePort());
  }
});
afterAll(async () => {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  for (const folder of ['one/postgres', 'two/postgres', 'two/postgres.restoring']) {
    const server = existsSync(place(folder)) ? runningPostmaster(place(folder)) : undefined;
    if (server) process.kill(server.pid, 'SIGQUIT');
    if (server) await gone(server, 3000);
  }
  rmSync(home, { recursive: true, force: true });
});

type Run = { process: ChildProcess; said: () => string; ended: Promise<number | null> };

function run(name: 'start' | 'cli', dataFolder: string, args: string[] = [], more: Record<string, string> = {}): Run {
  let said = '';
  const child = spawn(process.execPath, [program(name), ...args], {
    env: {
      ...process.env,
      ...ports,
      DATA_DIR: place(dataFolder),
      BACKUP_PASSPHRASE: PASSPHRASE,
      NODE_OPTIONS: '',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (said += String(data)));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { process: child, said: () => said, ended };
}

async function ready(product: Run): Promise<void> {
  while (!product.said().endsWith('Guichet PO is ready\n')) {
    if (product.process.exitCode !== null) throw new Error(`not ready:\n${product.said()}`);
    await wait(50);
  }
}

async function stop(product: Run): Promise<void> {
  product.process.kill('SIGINT');
  expect(await product.ended).toBe(0);
}

const peopleIn = (dataFolder: string) =>
  withOperatorDatabase(operatorEnv.parse({ DATA_DIR: dataFolder }), 'count', async ({ sql }) => {
    const [row] = await sql`select count(*)::int as people, count(*) filter (where phone = 'changed')::int as changed,
      count(*) filter (where erased_at is not null)::int as erased from person`;
    return row;
  });

/** Somebody about whom no request is open: only they can be erased. */
const somebodySettled = (dataFolder: string) =>
  withOperatorDatabase(operatorEnv.parse({ DATA_DIR: dataFolder }), 'choose', async ({ sql }) => {
    const [row] = await sql<{ id: string }[]>`
      select p.id from person p where not exists (
        select from requests_about(p.id) r (id) join change_request c on c.id = r.id where c.settled_at is null)
      order by p.id limit 1`;
    return row?.id ?? '';
  });

describe('the embedded product', () => {
  const file = () => place('product.age');

  test('is backed up while it runs', async () => {
    const product = run('start', 'one', [], { DEMO: 'true' });
    await ready(product);
    const backup = run('cli', 'one', ['backup', file()]);
    expect([await backup.ended, backup.said()]).toEqual([
      0,
      expect.stringMatching(/^Backup written: \S+ \(\d\.\d MB\), in \d+\.\d s\.\n/),
    ]);
    expect(backup.said()).toMatch(/12 POs, 91 people/);
    const again = run('cli', 'one', ['backup', file()]);
    expect([await again.ended, again.said()]).toEqual([1, expect.stringContaining('is there already')]);
    await stop(product);
  }, 180_000);

  test('does not start on a folder whose restore was killed', async () => {
    const restore = run('cli', 'two', ['restore', file(), '--without-erasures']);
    while (!existsSync(place('two/postgres.restoring/postmaster.pid'))) {
      if (restore.process.exitCode !== null) throw new Error(restore.said());
      await wait(5);
    }
    restore.process.kill('SIGKILL');
    await restore.ended;
    expect(existsSync(place('two/postgres'))).toBe(false);
    const product = run('start', 'two', [], { DEMO: 'false' });
    expect([await product.ended, product.said()]).toEqual([
      1,
      expect.stringMatching(/A restore into the data folder \S+ was cut short: run it again/),
    ]);
    const command = run('cli', 'two', ['verify-audit']);
    expect([await command.ended, command.said()]).toEqual([1, expect.stringContaining('was cut short')]);
  }, 120_000);

  test('is restored by a second try, with the keys that it had, and starts', async () => {
    const restore = run('cli', 'two', ['restore', file(), '--without-erasures']);
    expect([await restore.ended, restore.said()]).toEqual([
      0,
      expect.stringMatching(/Restored as of .*constraints hold, the audit is intact/s),
    ]);
    expect(readdirSync(place('two')).filter((name) => name.startsWith('postgres'))).toEqual(['postgres']);
    const [one, two] = ['one', 'two'].map((name) => JSON.parse(readFileSync(place(`${name}/secrets.json`), 'utf8')));
    expect([two.tokenKeys, two.authStaff, two.authMember]).toEqual([one.tokenKeys, one.authStaff, one.authMember]);
    expect(two.databaseAdmin).not.toBe(one.databaseAdmin);

    const product = run('start', 'two', [], { DEMO: 'false' });
    await ready(product);
    for (const port of ['INTAKE_PORT', 'BACKOFFICE_PORT', 'EXTRANET_PORT', 'WORKER_PORT']) {
      const answer = await fetch(`http://127.0.0.1:${ports[port]}/readyz`);
      expect([port, answer.status]).toEqual([port, 200]);
    }
    const audit = run('cli', 'two', ['verify-audit']);
    expect([await audit.ended, audit.said()]).toEqual([0, expect.stringContaining('The audit is intact')]);
    const busy = run('cli', 'two', ['restore', file(), '--without-erasures', '--force']);
    expect([await busy.ended, busy.said()]).toEqual([1, expect.stringContaining('is in use by a running Guichet PO')]);
    await stop(product);
  }, 180_000);

  test('is replaced only when asked, and what was there is kept beside', async () => {
    await withOperatorDatabase(
      operatorEnv.parse({ DATA_DIR: place('two') }),
      'change',
      ({ sql }) => sql`update person set phone = 'changed'`,
    );
    const refused = run('cli', 'two', ['restore', file(), '--without-erasures']);
    expect([await refused.ended, refused.said()]).toEqual([1, expect.stringContaining('holds a database already')]);
    expect(await peopleIn(place('two'))).toEqual({ people: 91, changed: 91, erased: 0 });

    // Since the backup somebody was erased: the list beside the database says so, and the backup brings nobody back.
    const noList = run('cli', 'two', ['restore', file(), '--force']);
    expect([await noList.ended, noList.said()]).toEqual([
      1,
      expect.stringContaining('There is no list of erasures at'),
    ]);
    const personId = await somebodySettled(place('two'));
    appendToErasureList(place('two/erasure-list.jsonl'), {
      at: '2026-11-27T10:00:00.000Z',
      erasureId: randomUUID(),
      personId,
    });
    const forced = run('cli', 'two', ['restore', file(), '--force']);
    expect(await forced.ended).toBe(0);
    expect(forced.said()).toContain('Erasures: 1 person erased again, 0 erased already, 0 not on record.');
    const [, aside = ''] = /What stood there before is in (\S+), a data folder of its own/.exec(forced.said()) ?? [];
    expect(await peopleIn(place('two'))).toEqual({ people: 91, changed: 0, erased: 1 });
    expect(await peopleIn(aside)).toEqual({ people: 91, changed: 91, erased: 0 });
    const again = run('cli', 'two', ['replay-erasures']);
    expect([await again.ended, again.said()]).toEqual([
      0,
      expect.stringContaining('0 people erased again, 1 erased already'),
    ]);
  }, 180_000);
});
