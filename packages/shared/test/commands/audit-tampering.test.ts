import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { sealAudit } from '../../src/commands/seal-audit.ts';
import { type AuditHead, ERASURE, verifyAudit } from '../../src/commands/verify-audit.ts';
import { writeAudit } from '../../src/commands/write-audit.ts';
import type { Database, Transaction } from '../../src/db/client.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';

const ENTRIES = 40;
const TAMPERINGS = 1_000;

let database: TestDatabase;
let head: AuditHead;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db('worker').transaction(async (tx) => {
    const record = (n: number) => ({
      ...{ action: 'set-person-field' as const, subject: { type: 'person', id: `p-${n}` } },
      ...{ before: { phone: `081 ${n}` }, after: { phone: `082 ${n}`, n } },
    });
    await writeAudit(
      tx,
      SYSTEM_ACTOR,
      new Date(),
      Array.from({ length: ENTRIES - 1 }, (_, n) => record(n)),
    );
    await writeAudit(tx, SYSTEM_ACTOR, new Date(), [
      { action: ERASURE.action, subject: { type: ERASURE.subjectType, id: '7' } },
    ]);
    await tx.execute(sql`select erase_audit_values('{7}')`);
  });
  await sealAudit(database.db('worker'));
  const verdict = await verifyAudit(database.db('migrator'));
  if (!verdict.intact || !verdict.head) throw new Error('not intact');
  head = verdict.head;
});
afterAll(() => database.close());

/** One way of changing what is sealed, as somebody with all rights on the database could. */
const tamperings: Record<string, (tx: Transaction, id: number, drawn: string) => Promise<unknown>> = {
  action: (tx, id, drawn) => tx.execute(sql`update audit_entry set action = action || ${drawn} where id = ${id}`),
  moment: (tx, id, drawn) =>
    tx.execute(sql`update audit_entry set at = at + make_interval(secs => ${drawn.length}) where id = ${id}`),
  actor: (tx, id) =>
    tx.execute(sql`update audit_entry set actor_kind = 'operator', actor_id = gen_random_uuid() where id = ${id}`),
  subject: (tx, id, drawn) =>
    tx.execute(sql`update audit_entry set subject_id = subject_id || ${drawn} where id = ${id}`),
  subjectType: (tx, id, drawn) =>
    tx.execute(sql`update audit_entry set subject_type = subject_type || ${drawn} where id = ${id}`),
  cause: (tx, id) => tx.execute(sql`update audit_entry set cause_id = gen_random_uuid() where id = ${id}`),
  request: (tx, id) => tx.execute(sql`update audit_entry set request_id = gen_random_uuid() where id = ${id}`),
  digest: (tx, id, drawn) => tx.execute(sql`update audit_entry set digest = ${digest(drawn)} where id = ${id}`),
  forged: (tx, _id, drawn) =>
    tx.execute(sql`
    insert into audit_entry (actor_kind, action, subject_type, subject_id, digest)
    values ('system', ${drawn}, 'person', ${drawn}, ${digest(drawn)})`),
  gone: (tx, id) => tx.execute(sql`delete from audit_entry where id = ${id}`),
  goneWithSeal: async (tx, id) => {
    await tx.execute(sql`delete from audit_seal where entry_id = ${id}`);
    await tx.execute(sql`delete from audit_entry where id = ${id}`);
  },
  cutOff: async (tx, id) => {
    await tx.execute(sql`delete from audit_seal where entry_id >= ${id}`);
    await tx.execute(sql`delete from audit_value where entry_id >= ${id}`);
    await tx.execute(sql`delete from audit_entry where id >= ${id}`);
  },
  seal: (tx, id, drawn) => tx.execute(sql`update audit_seal set hash = ${digest(drawn)} where entry_id = ${id}`),
  link: (tx, id, drawn) =>
    tx.execute(sql`update audit_seal set previous_hash = ${digest(drawn)} where entry_id = ${id}`),
  value: (tx, id, drawn) =>
    tx.execute(sql`
    update audit_value set after = jsonb_build_object('drawn', ${drawn}::text) where entry_id = ${other(id)}`),
  salt: (tx, id, drawn) =>
    tx.execute(sql`update audit_value set salt = ${digest(drawn)} where entry_id = ${other(id)}`),
  valueGone: (tx, id) => tx.execute(sql`delete from audit_value where entry_id = ${other(id)}`),
  valueBack: (tx, _id, drawn) =>
    tx.execute(sql`
    insert into audit_value (entry_id, salt, after) values (7, ${digest(drawn)}, jsonb_build_object('drawn', ${drawn}::text))`),
};

/** Entry 7 has no values: they were erased. */
const other = (id: number) => (id === 7 ? 8 : id);
const digest = (drawn: string) => sql`decode(${createHash('sha256').update(drawn).digest('hex')}, 'hex')`;

class Undo extends Error {}

/** Tampers, looks, and puts it back. */
async function verdictAfter(kind: string, id: number, drawn: string) {
  let verdict: Awaited<ReturnType<typeof verifyAudit>> | undefined;
  await database
    .db('admin')
    .transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tamperings[kind]?.(tx, id, drawn);
      verdict = await verifyAudit(tx as unknown as Database, head);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return verdict;
}

test(`${TAMPERINGS} random tamperings with sealed entries are all found, the head being kept outside`, async () => {
  const tampering = fc.record({
    kind: fc.constantFrom(...Object.keys(tamperings)),
    id: fc.integer({ min: 1, max: ENTRIES }),
    drawn: fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme-ascii' }),
  });
  let found = 0;
  await fc.assert(
    fc.asyncProperty(tampering, async ({ kind, id, drawn }) => {
      expect(await verdictAfter(kind, id, drawn)).toMatchObject({ intact: false });
      found += 1;
    }),
    { numRuns: TAMPERINGS },
  );
  expect(found).toBe(TAMPERINGS);
  expect(await verifyAudit(database.db('migrator'), head)).toMatchObject({ intact: true, sealed: ENTRIES });
}, 120_000);

test.each(['worker', 'backoffice', 'extranet', 'intake'] as const)(
  '%s can neither change nor delete an entry, a seal or a value',
  async (role) => {
    for (const table of ['audit_entry', 'audit_seal', 'audit_value']) {
      const column = table === 'audit_value' ? 'entry_id = entry_id' : 'at = now()';
      await expect(database.sql(role).unsafe(`update ${table} set ${column}`)).rejects.toMatchObject({ code: '42501' });
      await expect(database.sql(role).unsafe(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
    }
  },
);
