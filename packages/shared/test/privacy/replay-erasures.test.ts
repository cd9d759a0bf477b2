import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inTransaction, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { replayErasures } from '../../src/commands/privacy/replay-erasures.ts';
import { processArrival } from '../../src/commands/process-arrival.ts';
import { sealAudit } from '../../src/commands/seal-audit.ts';
import { verifyAudit } from '../../src/commands/verify-audit.ts';
import type { ErasureLine } from '../../src/privacy/erasure-list.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { testContext } from '../../src/testing/register-builder.ts';
import { findTraces, liveCanary } from './privacy-scene.ts';

const now = () => new Date('2026-06-15T10:00:00Z');
const OPERATOR = { kind: 'operator', id: null, label: 'Opérateur' } as const;

let database: TestDatabase;
let scene: Awaited<ReturnType<typeof liveCanary>>;
beforeAll(async () => {
  database = await createTestDatabase();
  scene = await liveCanary(database, now);
});
afterAll(() => database.close());

const line = (personId: string): ErasureLine => ({
  ...{ v: 1, at: now().toISOString(), erasureId: randomUUID(), personId },
  digest: '0'.repeat(64),
});
// As after a restore: the operator, as the owner of the schema.
const replay = (list: ErasureLine[]) =>
  inTransaction(testContext(database.db('migrator'), OPERATOR, now), (tx) => replayErasures(tx, list));

test('who came after the backup is not on record, and nobody else is touched', async () => {
  const traces = await findTraces(database);
  expect(await replay([line(randomUUID())])).toEqual({ erased: 0, already: 0, unknown: 1, waiting: [], unlisted: 0 });
  expect(await replay([])).toMatchObject({ erased: 0, unknown: 0 });
  expect(await findTraces(database)).toEqual(traces);
});

test('who has an open request again waits for it, and is named', async () => {
  const [refused] = await database.sql('migrator')`
    select id, state from change_request where id = ${scene.requests.refused}`;
  await database.sql(
    'migrator',
  )`update change_request set state = 'submitted', settled_at = null where id = ${refused?.id}`;
  const list = [line(scene.personId)];
  expect(await replay(list)).toEqual({ erased: 0, already: 0, unknown: 0, waiting: [scene.personId], unlisted: 0 });
  expect((await findTraces(database)).length).toBeGreaterThan(10);
  await database.sql(
    'migrator',
  )`update change_request set state = ${refused?.state}, settled_at = now() where id = ${refused?.id}`;
});

test('who has an open request under a record that was merged into theirs is left whole', async () => {
  const sql = database.sql('migrator');
  const twin = await scene.build.person({ firstName: 'Zénobie', lastName: 'Autrefois', birthDate: '1963-07-20' });
  await sql`update person set merged_into = ${scene.personId}, merged_by = created_by where id = ${twin.id}`;
  const leaves = { lastName: twin.lastName, firstName: twin.firstName, email: null, birthDate: null };
  const open = await scene.rig.submit(
    'removal',
    { ...leaves, reason: 'resignation', endDate: '2026-12-31' },
    scene.po.id,
  );
  await inTransaction(testContext(database.db('worker'), SYSTEM_ACTOR, now), (tx) =>
    processArrival(tx, open, scene.rig.settings),
  );
  const traces = await findTraces(database);
  expect(await replay([line(scene.personId)])).toMatchObject({ erased: 0, waiting: [scene.personId] });
  expect(await findTraces(database)).toEqual(traces);
  await sql`update change_request set state = 'withdrawn', settled_at = now() where id = ${open}`;
  await sql`update person set merged_into = null, merged_by = null where id = ${twin.id}`;
});

test('everybody on the list is erased, once, with the audit true', async () => {
  const list = [line(scene.personId), line(scene.personId)];
  expect(await replay(list)).toEqual({ erased: 1, already: 0, unknown: 0, waiting: [], unlisted: 0 });
  expect(await findTraces(database)).toEqual([]);
  while ((await sealAudit(database.db('worker'))) > 0);
  expect(await verifyAudit(database.db('migrator'))).toMatchObject({ intact: true, unsealed: 0 });
  const [told] = await database.sql('migrator')`
    select actor_kind, count(*)::int as times from audit_entry where action = 'erase-person' group by 1`;
  expect(told).toEqual({ actor_kind: 'operator', times: 1 });
  expect(await replay(list)).toEqual({ erased: 0, already: 1, unknown: 0, waiting: [], unlisted: 0 });
});

test('a list that does not know what the database knows is seen to be old', async () => {
  await database.sql('migrator')`
    insert into erasure (id, person_id, ground, state, done_at) values (${randomUUID()}, ${scene.personId}, 'retention', 'done', now())`;
  expect(await replay([line(scene.personId)])).toMatchObject({ unlisted: 1 });
});
