import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uploadResourceFile } from '@guichet/shared/commands/resources/upload-resource-file';
import { sealAudit } from '@guichet/shared/commands/seal-audit';
import { verifyAudit } from '@guichet/shared/commands/verify-audit';
import { writeAudit } from '@guichet/shared/commands/write-audit';
import { connectDatabase, type DatabaseConnection } from '@guichet/shared/db/client';
import type { DatabaseRole } from '@guichet/shared/db/database-roles';
import { DEFAULT_AGE_ALERTS } from '@guichet/shared/domain/request-age';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '@guichet/shared/domain/roles';
import { getRequestView } from '@guichet/shared/reads/get-request-view';
import { readFileBytes } from '@guichet/shared/reads/resources/read-file-bytes';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { registerBuilder, TEST_TOKEN_KEYS, testContext } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { LEFT_OUT } from '../../src/backup/left-out.ts';
import { readBackup } from '../../src/backup/read-backup.ts';
import { type Restored, restoreInto } from '../../src/backup/restore-into.ts';
import { writeBackupFile } from '../../src/backup/write-backup-file.ts';
import { loadDemoData } from '../../src/demo/load-demo-data.ts';
import { ask, type OtherCluster, startOtherCluster } from './other-cluster.ts';

/** The drill (docs/operations.md): back up while people work, restore on another machine, look at everything. */
const OPERATOR = { kind: 'operator', id: null, label: 'Opérateur' } as const;
const PASSPHRASE = 'cinq tartines sous la pluie';
/** A file that members open: in more than one piece, of bytes that nothing makes smaller. */
const STATUTES = {
  id: randomUUID(),
  fileName: 'Statuts.pdf',
  bytes: Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(600 * 1024), Buffer.from('\ntrailer\n%%EOF\n')]),
};

let source: TestDatabase;
let machine: OtherCluster;
let folder: string;
const open: DatabaseConnection[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-backup-'));
  source = await createTestDatabase();
  await loadDemoData(testContext(source.db('migrator'), OPERATOR), { tokenKeys: TEST_TOKEN_KEYS });
  const administrator = await registerBuilder(source.db('migrator')).staff({ role: 'administrator' });
  await uploadResourceFile(testContext(source.db('backoffice'), administrator), STATUTES);
  while ((await sealAudit(source.db('worker'))) > 0);
  machine = await startOtherCluster();
}, 120_000);
afterAll(async () => {
  await Promise.all(open.map(({ close }) => close()));
  await source.close();
  await machine.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function backUp(name: string) {
  const sql = postgres(source.url('migrator'), { max: 1, onnotice: () => {} });
  try {
    return await writeBackupFile({ sql, file: join(folder, name), passphrase: PASSPHRASE, keys: null });
  } finally {
    await sql.end();
  }
}

async function restore(file: string): Promise<{ url: string; adminUrl: string; restored: Restored }> {
  const { header } = await readBackup(file, PASSPHRASE);
  const target = await machine.emptyDatabase();
  return { ...target, restored: await restoreInto(target.url, { file, passphrase: PASSPHRASE, header }) };
}

function as(role: DatabaseRole, url: string): DatabaseConnection {
  const address = new URL(url);
  address.username = role;
  const connection = connectDatabase(address.href, { max: 2 });
  open.push(connection);
  return connection;
}

/** Every row of every table, as one digest per table. */
async function contents(run: (query: string) => Promise<Record<string, unknown>[]>) {
  const tables = await run(`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`);
  const digests: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await run(
      `select count(*)::int as rows, md5(string_agg(t::text, '|' order by t::text)) as digest from ${name} t`,
    );
    digests[String(name)] = row;
  }
  return digests;
}

const SCHEMA = `
  select 'constraint' as kind, conrelid::regclass || '.' || conname as name, pg_get_constraintdef(oid) || convalidated::text as what
    from pg_constraint where connamespace = 'public'::regnamespace
  union all select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
  union all select 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
  union all select 'function', oid::regprocedure::text, md5(prosrc) || coalesce((select string_agg(a::text, ',' order by a::text) from unnest(proacl) a), '')
    from pg_proc where pronamespace = 'public'::regnamespace
  union all select 'rights', relname, coalesce((select string_agg(a::text, ',' order by a::text) from unnest(relacl) a), '') from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'S', 'v')
  union all select 'columns', attrelid::regclass || '.' || attname, coalesce((select string_agg(a::text, ',' order by a::text) from unnest(attacl) a), '') || attidentity::text || attgenerated::text
    from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0
  order by 1, 2`;

describe('a backup of the demonstration, restored on another machine', () => {
  let file: string;
  let target: Awaited<ReturnType<typeof restore>>;
  const here = async (query: string) => [...(await source.sql('admin').unsafe(query))];
  const there = (query: string) => ask(target.adminUrl, query);

  beforeAll(async () => {
    await source.sql('admin')`
      insert into heartbeat (process, instance, at) values ('worker', 'one', now())`;
    const written = await backUp('demo.age');
    file = written.file;
    target = await restore(file);
  }, 120_000);

  test('is encrypted, readable by its owner only, and shows nothing of anybody', async () => {
    const [someone] = await here('select last_name, email from person where email is not null limit 1');
    const bytes = readFileSync(file);
    expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    for (const value of Object.values(someone ?? {})) expect(bytes.includes(String(value))).toBe(false);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('has every row of every table but those that are of no use on another day', async () => {
    const [before, after] = [await contents(here), await contents(there)];
    // The restore itself is noted.
    for (const table of ['audit_entry', 'audit_value', 'audit_unsealed', ...Object.keys(LEFT_OUT)]) {
      delete before[table];
      delete after[table];
    }
    expect(after).toEqual(before);
    expect(Object.keys(after).length).toBeGreaterThan(40);
    const [left] = await there(
      'select (select count(*)::int from heartbeat) as heartbeats, (select count(*)::int from staff_session) as sessions',
    );
    expect(left).toEqual({ heartbeats: 0, sessions: 0 });
  });

  test('gives members the files of the extranet byte for byte, piece by piece and from any place in them', async () => {
    const extranet = as('guichet_extranet', target.url).db;
    const read = async (start: number, end: number) => {
      const pieces = [];
      for await (const piece of readFileBytes(extranet, STATUTES.id, { start, end })) pieces.push(piece);
      return { bytes: Buffer.concat(pieces), pieces: pieces.length };
    };
    const whole = await read(0, STATUTES.bytes.length - 1);
    expect(whole.pieces).toBe(3);
    expect(whole.bytes.equals(STATUTES.bytes)).toBe(true);
    const part = await read(300_000, 530_000);
    expect(part.bytes.equals(STATUTES.bytes.subarray(300_000, 530_001))).toBe(true);
    const [known] = await there(`select name, sha256 from resource_file where id = '${STATUTES.id}'`);
    const sha256 = createHash('sha256').update(whole.bytes).digest('hex');
    expect(known).toEqual({ name: STATUTES.fileName, sha256 });
  });

  test('has the schema as the migrations make it: constraints, indexes, triggers, functions and rights', async () => {
    const before = await here(SCHEMA);
    expect(await there(SCHEMA)).toEqual(before);
    expect(before.length).toBeGreaterThan(500);
    expect(target.restored.constraints).toBeGreaterThan(100);
  });

  test('continues the chain of the audit, with an entry for the restore', async () => {
    const before = await verifyAudit(source.db('migrator'));
    if (!before.intact) throw new Error('The source is not intact.');
    const worker = as('guichet_worker', target.url);
    while ((await sealAudit(worker.db)) > 0);
    const verdict = await verifyAudit(as('guichet_migrator', target.url).db, before.head ?? undefined);
    expect(verdict).toMatchObject({ intact: true, sealed: before.sealed + 1, unsealed: 0 });
    const [entry] = await there('select action, actor_kind from audit_entry order by id desc limit 1');
    expect(entry).toEqual({ action: 'restore-backup', actor_kind: 'operator' });
  });

  test('is read and written by the processes of the product, each with its role', async () => {
    const { db } = as('guichet_backoffice', target.url);
    const staff = await registerBuilder(as('guichet_migrator', target.url).db).staff();
    const requests = await there('select id, state from change_request');
    expect(requests.length).toBeGreaterThan(15);
    for (const { id, state } of requests) {
      const view = await getRequestView(db, staff, String(id), {
        singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES,
        now: new Date(),
        undoDelaySeconds: 10,
        fourEyes: false,
        ageAlerts: DEFAULT_AGE_ALERTS,
      });
      expect(view.standing.state).toBe(state);
    }
    // The counters go on where they stood.
    await db.transaction((tx) =>
      writeAudit(tx, staff, new Date(), [{ action: 'add-note', subject: { type: 'drill', id: '1' } }]),
    );
    const [last, before] = await there('select id, action from audit_entry order by id desc limit 2');
    expect([last?.action, Number(last?.id) - Number(before?.id)]).toEqual(['add-note', 1]);
  });

  test('guards the rows as before: overlaps, the audit, and what a role may not do', async () => {
    const worker = as('guichet_worker', target.url).sql;
    const codeOf = (query: string) =>
      worker.unsafe(query).then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
    expect(
      await codeOf(
        'insert into mandate (person_id, po_id, period, opened_by) select person_id, po_id, period, opened_by from mandate where annulled_at is null limit 1',
      ),
    ).toBe('23P01');
    expect(
      await codeOf(`update role_assignment set period = daterange('1900-01-01', '1901-01-01')
      where id = (select id from role_assignment where annulled_at is null limit 1)`),
    ).toBe('23514');
    expect(await codeOf('delete from audit_entry')).toBe('42501');
    await expect(ask(target.adminUrl, 'delete from audit_entry')).rejects.toMatchObject({ code: '42501' });
  });

  test('has its queue rebuilt, and the work that was due is still due', async () => {
    const [queue] = await there(
      `select count(*)::int as tables from pg_class where relnamespace = 'bullmq'::regnamespace and relkind = 'r'`,
    );
    expect(Number(queue?.tables)).toBeGreaterThan(0);
    const [due] = await here("select count(*)::int as due from outbox where state = 'pending'");
    const { mails, work } = target.restored.waiting;
    expect(mails + work).toBe(due?.due);
  });
});

test('a backup that is taken while people work is of one moment', async () => {
  const build = registerBuilder(source.db('migrator'));
  const [po, person] = [await build.po({ fase: 990_001, contactPhone: '1000' }), await build.person({ phone: '1000' })];
  let stop = false;
  const transfers = Array.from({ length: 3 }, async () => {
    const sql = postgres(source.url('migrator'), { max: 1 });
    let made = 0;
    for (; !stop; made += 1) {
      const amount = (made % 7) - 3;
      await sql
        .begin(async (tx) => {
          await tx`update po set contact_phone = (contact_phone::int - ${amount})::text where id = ${po.id}`;
          await tx`update person set phone = (phone::int + ${amount})::text where id = ${person.id}`;
          await tx`insert into known_word (word) values (${`transfer ${made} ${Math.random()}`})`;
        })
        .catch((error: { code?: string }) => {
          if (error.code !== '40P01' && error.code !== '25P02') throw error;
        });
    }
    await sql.end();
    return made;
  });
  const files: string[] = [];
  for (let turn = 0; turn < 4; turn += 1) files.push((await backUp(`busy-${turn}.age`)).file);
  stop = true;
  const made = await Promise.all(transfers);
  expect(Math.min(...made)).toBeGreaterThan(4);
  const seen = new Set<string>();
  for (const file of files) {
    const { adminUrl } = await restore(file);
    const [sum] = await ask(
      adminUrl,
      `
      select p.contact_phone as one, (p.contact_phone::int + q.phone::int) as sum from po p, person q
      where p.id = '${po.id}' and q.id = '${person.id}'`,
    );
    expect(sum?.sum).toBe(2000);
    seen.add(String(sum?.one));
  }
  expect(seen.size).toBeGreaterThan(1);
}, 120_000);

test('a large table is backed up and read again with little memory', async () => {
  await source.sql(
    'admin',
  )`create table large (id bigint generated always as identity primary key, words text not null)`;
  await source.sql('admin')`alter table large owner to guichet_migrator`;
  try {
    await source.sql('admin')`
      insert into large (words) select string_agg(md5(i::text || '.' || j::text), ' ') from generate_series(1, 30000) i, generate_series(1, 90) j group by i`;
    let peak = 0;
    const watch = setInterval(() => {
      const { arrayBuffers } = process.memoryUsage();
      peak = Math.max(peak, arrayBuffers);
    }, 5);
    const { file, manifest } = await backUp('large.age');
    // Deriving the key of a passphrase takes 128 MB for a moment: what counts is what the rows add.
    const afterKey = peak;
    await readBackup(file, PASSPHRASE);
    clearInterval(watch);
    const large = manifest.tables.find(({ name }) => name === 'large');
    expect(large?.bytes).toBeGreaterThan(85_000_000);
    expect(statSync(file).size).toBeGreaterThan(30_000_000);
    expect(afterKey).toBeLessThan(220_000_000);
    expect(peak).toBeLessThan(260_000_000);
  } finally {
    await source.sql('admin')`drop table large`;
  }
}, 120_000);
