import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { openExportFile } from '@guichet/shared/commands/exports/open-export-file';
import { orderExport } from '@guichet/shared/commands/exports/order-export';
import { launchVerification } from '@guichet/shared/commands/verification/launch-verification';
import { type DurableCluster, startDurableCluster } from '@guichet/shared/testing/durable-cluster';
import { startTestMailbox, type TestMailbox } from '@guichet/shared/testing/mailbox';
import { registerBuilder, TEST_TOKEN_KEYS, testContext } from '@guichet/shared/testing/register-builder';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

const ASKED = 60;
const EXPORTED = 4_000;
/** So many mails a worker has in its hands when it dies, at most. */
const IN_HAND = 5;
const PATIENCE_MS = 120_000;
jest.setTimeout(4 * PATIENCE_MS);

let cluster: DurableCluster;
let mailbox: TestMailbox;
let worker: WorkerProcess | undefined;
let staff: Awaited<ReturnType<ReturnType<typeof registerBuilder>['staff']>>;

beforeAll(async () => {
  cluster = await startDurableCluster();
  mailbox = await startTestMailbox();
  staff = await registerBuilder(cluster.database.db('migrator')).staff({ role: 'administrator' });
}, 90_000);
afterAll(async () => {
  await worker?.end('SIGKILL');
  await mailbox.close();
  await cluster.close();
});

const sql = () => cluster.database.sql('migrator');
const office = () => testContext(cluster.database.db('backoffice'), staff);
const startWorker = async () => {
  worker = await startWorkerProcess({
    databaseUrl: cluster.database.url('worker'),
    smtpUrl: mailbox.url,
    tokenKeys: TEST_TOKEN_KEYS,
  });
};

/** Resolves once it holds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > PATIENCE_MS) throw new Error(worker?.output().slice(-3_000));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The worker dies as soon as it is so far, and another takes its place. */
async function killOnce(isSoFar: () => Promise<boolean>): Promise<void> {
  await until(isSoFar);
  await worker?.end('SIGKILL');
  await startWorker();
}

test('a yearly verification asks every PO once and writes to each president once, whatever is killed meanwhile', async () => {
  const build = registerBuilder(cluster.database.db('migrator'));
  for (let n = 0; n < ASKED; n += 1) {
    const po = await build.po();
    const president = await build.person({ lastName: `Président${n}`, email: `president${n}@po.example` });
    await build.mandate(president.id, po.id, { from: '2020-01-01', to: null }, ['president']);
  }
  const counts = async () => {
    const [row] = await sql()`
      select (select count(*)::int from verification) as asked,
        (select count(*)::int from verification where people = 1) as written,
        (select count(*)::int from verification_ask) as links,
        (select count(*)::int from mail where kind = 'verification-asked') as mails,
        (select count(*)::int from mail where kind = 'verification-asked' and state = 'sent') as sent,
        (select count(*)::int from mail where kind = 'verification-asked' and state = 'unknown') as unsure`;
    return row as { asked: number; written: number; links: number; mails: number; sent: number; unsure: number };
  };

  await launchVerification(office(), { id: randomUUID() });
  await startWorker();
  await killOnce(async () => (await counts()).asked > 0);
  await killOnce(async () => (await counts()).written > ASKED / 4);
  await killOnce(async () => (await counts()).sent > ASKED / 2);
  await until(async () => {
    const { sent, unsure } = await counts();
    return sent + unsure === ASKED;
  });
  const { sent, unsure, ...once } = await counts();
  expect(once).toEqual({ asked: ASKED, written: ASKED, links: ASKED, mails: ASKED });
  // Nobody knows of a mail in the hands of who died whether it left: it is shown as such, and never sent again.
  expect(unsure).toBeLessThanOrEqual(3 * IN_HAND);
  const ids = mailbox.messages.map(({ messageId }) => messageId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(sent);
  await worker?.end('SIGTERM');
});

test('an export is written from its first row to its last once, whatever is killed meanwhile', async () => {
  await sql()`
    with why as (insert into cause (kind, actor_kind, actor_label) values ('demo', 'system', 'test') returning id)
    insert into po (fase, name, street, number, postcode, locality, region_id, created_by)
    select 920000 + n, 'PO du Croquis ' || n, 'Rue de l’Exemple', '1', '5000', 'Namur', ${staff.regionId}, why.id
    from why, generate_series(1, ${EXPORTED - ASKED}) n`;
  const id = randomUUID();
  const run = async () => {
    const [row] = await sql()<{ state: string; attempt: number; rows: number }[]>`
      select state, attempt, rows::int as rows from export_run where id = ${id}`;
    return row ?? { state: 'missing', attempt: 0, rows: 0 };
  };

  await orderExport(office(), { id, format: 'csv', selection: { list: 'pos', filters: {} } });
  await startWorker();
  // The titles are written, and the rows are being looked for.
  await killOnce(async () => (await sql()`select from export_chunk where run_id = ${id}`).length > 0);
  await until(async () => (await run()).state === 'done');
  expect(await run()).toEqual({ state: 'done', attempt: 2, rows: EXPORTED });

  const pieces = [];
  for await (const piece of (await openExportFile(office(), { id })).pieces) pieces.push(piece);
  const lines = Buffer.concat(pieces).toString().trimEnd().split('\r\n').slice(1);
  expect(lines).toHaveLength(EXPORTED);
  expect(new Set(lines).size).toBe(EXPORTED);
  const [left] = await sql()`
    select (select count(distinct attempt)::int from export_chunk where run_id = ${id}) as attempts,
      (select count(*)::int from audit_entry where action = 'write-export' and subject_id = ${id}) as audited`;
  expect(left).toEqual({ attempts: 1, audited: 1 });
  await worker?.end('SIGTERM');
});
