import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { orderImport } from '@guichet/shared/commands/member-import/order-import';
import { startDryRun } from '@guichet/shared/commands/member-import/start-dry-run';
import { uploadImport } from '@guichet/shared/commands/member-import/upload-import';
import type { ImportMode } from '@guichet/shared/domain/member-import';
import { getMemberImport } from '@guichet/shared/reads/member-imports';
import { type DurableCluster, startDurableCluster } from '@guichet/shared/testing/durable-cluster';
import { lettersOf } from '@guichet/shared/testing/invented-member';
import { startTestMailbox, type TestMailbox } from '@guichet/shared/testing/mailbox';
import { registerBuilder, TEST_TOKEN_KEYS, testContext } from '@guichet/shared/testing/register-builder';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

const ROWS = 600;
const PATIENCE_MS = 240_000;
jest.setTimeout(4 * PATIENCE_MS);

let cluster: DurableCluster;
let mailbox: TestMailbox;
let worker: WorkerProcess | undefined;

beforeAll(async () => {
  cluster = await startDurableCluster();
  mailbox = await startTestMailbox();
}, 90_000);
afterAll(async () => {
  await worker?.end('SIGKILL');
  await mailbox.close();
  await cluster.close();
});

const startWorker = async () => {
  worker = await startWorkerProcess({
    databaseUrl: cluster.database.url('worker'),
    smtpUrl: mailbox.url,
    tokenKeys: TEST_TOKEN_KEYS,
  });
};

/** Resolves once the import is so far. */
async function until(importId: string, holds: (run: { state: string; done: number }) => boolean): Promise<void> {
  const began = performance.now();
  for (;;) {
    const [run] = await cluster.database.sql('migrator')<{ state: string; done: number; failure: string }[]>`
      select state, done, failure from member_import where id = ${importId}`;
    if (run && holds(run)) return;
    if (performance.now() - began > PATIENCE_MS)
      throw new Error(`${JSON.stringify(run)}\n${worker?.output().slice(-3_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

for (const [mode, from] of [
  ['rows', 0],
  ['file', ROWS],
] as [ImportMode, number][]) {
  test(`600 rows, ${mode === 'rows' ? 'row by row' : 'as one'}, are written once each, whatever is killed meanwhile`, async () => {
    const { database } = cluster;
    const build = registerBuilder(database.db('migrator'));
    const staff = await build.staff();
    const fases: number[] = [];
    for (let n = 0; n < 10; n += 1) fases.push((await build.po({ fase: 910_000 + from + n })).fase);
    const rows = Array.from({ length: ROWS }, (_, index) => {
      const n = from + index;
      const birth = `${1 + (n % 28)}/${1 + (n % 12)}/${1940 + (n % 50)}`;
      return `${fases[n % 10]};B${lettersOf(n).slice(0, 12)};A${lettersOf(n).slice(12, 20)};${birth};m${n}@po.example;adm.;1/9/2025`;
    });
    const bytes = Buffer.from(['FASE;Nom;Prénom;Né le;Mail;Rôle;Début', ...rows].join('\n'));
    const ctx = testContext(database.db('backoffice'), staff);
    const detail = (id: string) =>
      getMemberImport(database.db('backoffice'), staff, id, { now: new Date(), fourEyes: false });
    const { id } = await uploadImport(ctx, { id: randomUUID(), fileName: 'a.csv', bytes, poId: null, sheet: '' });
    const { mapping } = await detail(id);

    await startWorker();
    await startDryRun(ctx, { importId: id, mapping });
    await until(id, ({ done }) => done > 0);
    await worker?.end('SIGKILL');
    await startWorker();
    await until(id, ({ state }) => state === 'planned');
    const { generation, warnings, counts } = await detail(id);
    expect(counts).toMatchObject({ rows: ROWS, create: ROWS, refused: 0 });

    const accepted = warnings.map(({ code }) => code);
    const order = { importId: id, generation, mode, accepted, invite: 'later' as const, inviteOn: null };
    await orderImport(ctx, order, { fourEyes: false });
    await until(id, ({ done }) => done > 0);
    await worker?.end('SIGKILL');
    await startWorker();
    await until(id, ({ state }) => state === 'applied');
    expect(await detail(id)).toMatchObject({ counts: { applied: ROWS }, waitingMails: ROWS });
    const [written] = await database.sql('migrator')`
      select count(*)::int as persons, count(distinct (p.last_name, p.first_name))::int as names,
        (select count(*)::int from mandate m join cause c on c.id = m.opened_by where c.import_id = ${id}) as mandates,
        (select count(*)::int from audit_entry a join cause c on c.id = a.cause_id where c.import_id = ${id} and a.action = 'create-person') as audited,
        (select count(*)::int from cause where import_id = ${id}) as causes
      from person p join cause c on c.id = p.created_by where c.import_id = ${id}`;
    expect(written).toEqual({ persons: ROWS, names: ROWS, mandates: ROWS, audited: ROWS, causes: 1 });
    await worker?.end('SIGTERM');
  });
}
