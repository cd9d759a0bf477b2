import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { orderAuditCheck } from '../../src/commands/audit/order-audit-check.ts';
import { giveUpAuditCheck, runAuditCheck } from '../../src/commands/audit/run-audit-check.ts';
import { type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { sealAudit } from '../../src/commands/seal-audit.ts';
import { writeAudit } from '../../src/commands/write-audit.ts';
import { ForbiddenError } from '../../src/errors/errors.ts';
import { listAuditChecks } from '../../src/reads/journal/list-audit-checks.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';

let database: TestDatabase;
let ada: StaffActor;

beforeEach(async () => {
  database = await createTestDatabase();
  ada = await registerBuilder(database.db('migrator')).staff({ name: 'Ada Administratrice', role: 'administrator' });
});
afterEach(() => database.close());

const office = (actor = ada) => testContext(database.db('backoffice'), actor);
const worker = () => testContext(database.db('worker'), SYSTEM_ACTOR);
const checks = () => listAuditChecks(database.db('backoffice'));
const run = (id: string) => runAuditCheck(worker(), id, async () => {});
async function ordered(): Promise<string> {
  return (await orderAuditCheck(office(), { id: randomUUID() })).id;
}
async function seal(): Promise<void> {
  while ((await sealAudit(database.db('worker'))) > 0);
}
/** What only somebody with the keys of the database can do. */
async function tamper(statement: string): Promise<void> {
  await database.sql('admin').begin(async (tx) => {
    await tx.unsafe('set local session_replication_role = replica');
    await tx.unsafe(statement);
  });
}

describe('a check of the chain', () => {
  test('is ordered with an entry of the audit, and made by the worker', async () => {
    const id = await ordered();
    expect(await checks()).toMatchObject([{ id, orderedBy: 'Ada Administratrice', finishedAt: null, found: null }]);
    const [row] = await database.sql('migrator')`select state from outbox where kind = 'audit-check' and ref = ${id}`;
    expect(row?.state).toBe('pending');
    await seal();
    await run(id);
    expect(await checks()).toMatchObject([
      { id, checked: 1, total: 1, found: { kind: 'intact', sealed: 1, unsealed: 0, head: { seq: 1 } } },
    ]);
    const [entry] = await database.sql('migrator')`select action from audit_entry`;
    expect(entry?.action).toBe('order-audit-check');
  });

  test('sent again is the same, and one under way stands for another', async () => {
    const id = await ordered();
    expect(await orderAuditCheck(office(), { id })).toEqual({ id });
    expect(await ordered()).toBe(id);
    await run(id);
    const [first] = await checks();
    await run(id);
    expect(await checks()).toEqual([first]);
    expect(await orderAuditCheck(office(), { id })).toEqual({ id });
    expect(await ordered()).not.toBe(id);
  });

  test('is refused to everybody who does not administer', async () => {
    const others = [office({ ...ada, role: 'secretariat' }), worker()];
    for (const ctx of others) {
      await expect(orderAuditCheck(ctx, { id: randomUUID() })).rejects.toThrow(ForbiddenError);
    }
    expect(await checks()).toEqual([]);
  });

  test('tells of progress while it goes on', async () => {
    const id = await ordered();
    const entries = Array.from({ length: 5_200 }, () => ({
      action: 'add-note' as const,
      subject: { type: 'person', id: randomUUID() },
    }));
    await database.db('worker').transaction((tx) => writeAudit(tx, SYSTEM_ACTOR, new Date(), entries));
    await seal();
    const seen: (number | null | undefined)[] = [];
    await runAuditCheck(worker(), id, async () => {
      const [check] = await checks();
      seen.push(check?.checked, check?.total);
    });
    expect(seen).toEqual([5_000, 5_201]);
  });

  test('says what was tampered with', async () => {
    const id = await ordered();
    await seal();
    await tamper(`update audit_entry set action = 'add-note'`);
    await run(id);
    expect(await checks()).toMatchObject([{ found: { kind: 'tampered', tampering: 'changed-entry', entryId: '1' } }]);
  });

  test('finds an end that was cut off since the last one', async () => {
    const first = await ordered();
    await seal();
    await run(first);
    await tamper('delete from audit_seal');
    await tamper('delete from audit_value');
    await tamper('delete from audit_entry');
    const second = await ordered();
    await seal();
    await run(second);
    expect((await checks())[0]).toMatchObject({ found: { kind: 'tampered', tampering: 'head-not-found' } });
  });

  test('that was given up says so, and another may be ordered', async () => {
    const id = await ordered();
    await database.db('worker').transaction((db) => giveUpAuditCheck({ ...worker(), db }, id, 'lost'));
    expect(await checks()).toMatchObject([{ found: { kind: 'failed' } }]);
    expect(await ordered()).not.toBe(id);
  });
});
