import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { SEAL_BATCH, sealAudit } from '../../src/commands/seal-audit.ts';
import { type AuditVerdict, ERASURE, verifyAudit } from '../../src/commands/verify-audit.ts';
import { writeAudit } from '../../src/commands/write-audit.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';

describe('the audit chain', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.close());

  const write = (count: number, first = 0): Promise<void> =>
    database.db('worker').transaction((tx) =>
      writeAudit(
        tx,
        SYSTEM_ACTOR,
        new Date(),
        Array.from({ length: count }, (_, n) => ({
          action: 'set-person-field',
          subject: { type: 'person', id: `p-${first + n}` },
          before: { lastName: 'Lambert' },
          after: { lastName: `Lambert-${first + n}`, n, nested: { z: 1, a: [1.5, null] } },
        })),
      ),
    );
  const seal = async (): Promise<void> => {
    while ((await sealAudit(database.db('worker'))) === SEAL_BATCH);
  };
  const verify = (head?: { seq: number; hash: string }): Promise<AuditVerdict> =>
    verifyAudit(database.db('migrator'), head);
  /** What only somebody with the keys of the database can do. */
  const tamper = async (...statements: string[]): Promise<void> => {
    const admin = database.sql('admin');
    await admin.begin(async (tx) => {
      await tx.unsafe('set local session_replication_role = replica');
      for (const statement of statements) await tx.unsafe(statement);
    });
  };

  test('seals what was written, once, and verifies', async () => {
    await write(620);
    await seal();
    expect(await sealAudit(database.db('worker'))).toBe(0);
    expect(await verify()).toMatchObject({ intact: true, sealed: 620, unsealed: 0, head: { seq: 620 } });
  });

  test('is intact while entries wait for their seal', async () => {
    await write(2);
    await seal();
    await write(3, 2);
    expect(await verify()).toMatchObject({ intact: true, sealed: 2, unsealed: 3 });
  });

  test('goes on where it ended, and an older head is still part of it', async () => {
    await write(3);
    await seal();
    const before = await verify();
    await write(2, 3);
    await seal();
    if (!before.intact || !before.head) throw new Error('not intact');
    expect(await verify(before.head)).toMatchObject({ intact: true, sealed: 5 });
  });

  test('does not fork when two workers seal at once', async () => {
    await write(300);
    await Promise.all(Array.from({ length: 4 }, () => sealAudit(database.db('worker'))));
    expect(await verify()).toMatchObject({ intact: true, sealed: 300, unsealed: 0 });
  });

  const tamperings: [string, string, string[]][] = [
    ['an action changed', 'changed-entry', [`update audit_entry set action = 'nothing' where id = 4`]],
    [
      'a moment changed by a microsecond',
      'changed-entry',
      [`update audit_entry set at = at + interval '1 us' where id = 4`],
    ],
    ['an actor taken out', 'changed-entry', [`update audit_entry set actor_kind = 'operator' where id = 4`]],
    ['a digest changed', 'changed-entry', [`update audit_entry set digest = '\\x00' where id = 4`]],
    ['a value changed', 'changed-value', [`update audit_value set after = '{"lastName":"Autre"}' where entry_id = 4`]],
    ['a salt changed', 'changed-value', [`update audit_value set salt = '\\x00' where entry_id = 4`]],
    ['a value taken away', 'missing-value', ['delete from audit_value where entry_id = 4']],
    ['an entry taken away', 'missing-entry', ['delete from audit_entry where id = 4']],
    [
      'an entry and its seal taken away',
      'broken-chain',
      ['delete from audit_seal where entry_id = 4', 'delete from audit_entry where id = 4'],
    ],
    ['a seal changed', 'changed-entry', [`update audit_seal set hash = '\\x01' where entry_id = 4`]],
    [
      'an entry added that nobody seals',
      'missing-seal',
      [
        `insert into audit_entry (actor_kind, action, subject_type, subject_id, digest) values ('system', 'x', 'x', 'x', '\\x00')`,
        'delete from audit_unsealed',
      ],
    ],
    ['an entry taken away before it was sealed', 'missing-entry', ['insert into audit_unsealed values (99)']],
  ];
  test.each(tamperings)('finds %s', async (_what, tampering, statements) => {
    await write(6);
    await seal();
    await tamper(...statements);
    expect(await verify()).toMatchObject({ intact: false, tampering });
  });

  test('finds that the end was cut off, when the head is kept outside', async () => {
    await write(6);
    await seal();
    const whole = await verify();
    await tamper(
      'delete from audit_seal where seq > 4',
      'delete from audit_value where entry_id > 4',
      'delete from audit_entry where id > 4',
    );
    expect(await verify()).toMatchObject({ intact: true, sealed: 4 });
    if (!whole.intact || !whole.head) throw new Error('not intact');
    expect(await verify(whole.head)).toMatchObject({ intact: false, tampering: 'head-not-found' });
  });

  test('accepts a value that a chained entry says was erased', async () => {
    await write(3);
    await database
      .db('worker')
      .transaction((tx) =>
        writeAudit(tx, SYSTEM_ACTOR, new Date(), [
          { action: ERASURE.action, subject: { type: ERASURE.subjectType, id: '2' } },
        ]),
      );
    await seal();
    await tamper('delete from audit_value where entry_id = 2');
    expect(await verify()).toMatchObject({ intact: true, sealed: 4 });
  });

  test('refuses updates and deletes by the roles of the processes', async () => {
    await write(1);
    for (const role of ['worker', 'backoffice', 'extranet'] as const) {
      await expect(database.sql(role)`update audit_entry set action = 'x'`).rejects.toMatchObject({ code: '42501' });
      await expect(database.sql(role)`delete from audit_value`).rejects.toMatchObject({ code: '42501' });
    }
  });
});
