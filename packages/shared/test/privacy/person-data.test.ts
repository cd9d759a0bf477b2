import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportPersonData } from '../../src/commands/privacy/export-person-data.ts';
import type { PersonData } from '../../src/contracts/privacy.ts';
import { ForbiddenError, NotFoundError } from '../../src/errors/errors.ts';
import { RETENTION } from '../../src/privacy/retention.ts';
import { retentionPeriods } from '../../src/privacy/retention-periods.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { insertPlatform } from '../../src/testing/insert-platform.ts';
import { liveCanary } from './privacy-scene.ts';

const now = () => new Date('2026-06-15T10:00:00Z');

let database: TestDatabase;
let scene: Awaited<ReturnType<typeof liveCanary>>;
let data: PersonData;

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await liveCanary(database, now);
  await fillTheRest();
  await fillEmptyColumns();
  data = await exportPersonData(scene.rig.office(), { personId: scene.personId }, retentionPeriods());
});
afterAll(() => database.close());

/** Rows that a life in the product does not always leave. */
async function fillTheRest(): Promise<void> {
  const sql = database.sql('migrator');
  const { personId, requests, staff } = scene;
  const self = await scene.build.staff({ personId, name: 'Ysaline Quisquater' });
  const [account] = await sql`select id from member_account where person_id = ${personId}`;
  await sql`insert into member_session (user_id, token, expires_at) values (${account?.id}, 'secret-of-member', now())`;
  await sql`insert into member_sign_in (account_id, way, device_sha256, ip_address, user_agent)
    values (${account?.id}, 'link', 'secret-device', '192.0.2.77', 'Canari/1.0')`;
  await sql`insert into member_passkey (account_id, credential_id, public_key, name, counter, backed_up)
    values (${account?.id}, 'secret-member-credential', 'secret-member-key', 'Ma tablette', 0, false)`;
  await sql`insert into address_change (account_id, present_address, wanted_address)
    values (${account?.id}, 'avant@canari.example', 'apres@canari.example')`;
  const { id: platformId } = await insertPlatform(database.db('migrator'), { name: 'Centrale d’essai' });
  await sql`insert into platform_consent (account_id, platform_id, consent_version, given_at, withdrawn_at) values
    (${account?.id}, ${platformId}, 1, '2026-02-03T09:00:00Z', '2026-05-04T09:00:00Z'),
    (${account?.id}, ${platformId}, 2, '2026-05-04T09:00:00Z', null)`;
  await sql`insert into member_visit (account_id, list, seen_at, seen_before) values (${account?.id}, 'resources', now(), now() - interval '3 days')`;
  await sql`insert into staff_session (user_id, token, expires_at) values (${self.id}, 'secret-of-staff', now())`;
  await sql`insert into staff_passkey (staff_id, credential_id, public_key, name, counter, backed_up, transports)
    values (${self.id}, 'secret-credential', 'secret-key', 'Mon téléphone', 0, false, '{}')`;
  await sql`insert into account_order (person_id, kind, address, reason, state, outcome, ordered_by, done_at)
    values (${personId}, 'unblock', 'bloquee@canari.example', 'Confirmée au téléphone', 'refused', 'Adresse changée', ${staff.id}, now())`;
  await sql`insert into person_reading (staff_id, person_id, screen, hour) values (${staff.id}, ${personId}, 'person', date_trunc('hour', now()))`;
  await sql`insert into saved_view (region_id, owner_id, name, filters) values (${staff.regionId}, ${self.id}, 'Ma vue', '{}')`;
  await sql`insert into token (purpose, account_id, secret_sha256, email, expires_at)
    values ('email-confirmation', ${account?.id}, '\\x01', 'nouvelle@canari.example', now())`;
  await sql`insert into correction (request_id, questions, payload_version, asked_by, state, closed_at)
    values (${requests.refused}, '[{"field": null, "message": "Quelle adresse ?"}]', 1, ${staff.id}, 'cancelled', now())`;
  await sql`insert into cause (kind, actor_kind, actor_id, actor_label) values ('self-service', 'member', ${account?.id}, 'Ysaline Quisquater')`;
  const twin = await scene.build.person({ firstName: 'Ysaline', lastName: 'Quisquater-Twin' });
  await sql`insert into duplicate_pair (one_id, other_id, score, reasons, state, settled_at, settled_by, reason)
    values (least(${personId}::uuid, ${twin.id}::uuid), greatest(${personId}::uuid, ${twin.id}::uuid), 80, '{"noms proches"}', 'different',
      now(), ${staff.id}, 'Ce sont deux sœurs')`;
  const [merger] =
    await sql`insert into cause (kind, actor_kind, actor_label) values ('demo', 'system', 'test') returning id`;
  await sql`insert into person_merge (id, survivor_id, merged_id, found) values (${merger?.id}, ${personId}, ${twin.id}, '{"emails": ["ancienne@canari.example"]}')`;
  const list = randomUUID();
  await sql`insert into member_import (id, region_id, file_name, file_sha256, file_bytes, described, header_line, headers, state, uploaded_by)
    values (${list}, ${staff.regionId}, 'Membres Quisquater.csv', 'x', 1, 'CSV', 1, '["Nom"]', 'mapping', ${staff.id})`;
  await sql`insert into import_row (import_id, line, cells, person_ids, effects, findings)
    values (${list}, 2, '["Quisquater"]', ${[personId]}, '[{"kind": "mark-deceased"}]', '[{"code": "minor"}]')`;
  const run = randomUUID();
  await sql`insert into bulk_run (id, region_id, kind, reason, staff_id) values (${run}, ${staff.regionId}, 'reject', 'Trop tard', ${staff.id})`;
  await sql`insert into bulk_item (run_id, place, request_id, version, state, outcome, at) values (${run}, 0, ${requests.refused}, 1, 'done', 'Refusée', now())`;
}

type Listed = { table: string; column: string };

function exportedColumns(): Listed[] {
  return Object.entries(RETENTION).flatMap(([table, { columns, ofPerson }]) =>
    ofPerson === undefined
      ? []
      : Object.entries(columns).flatMap(([column, rule]) =>
          rule.kind === 'personal' && !rule.secret ? [{ table, column }] : [],
        ),
  );
}

/** A value of its own in each column of text that nothing filled, and another in each of JSON. */
async function fillEmptyColumns(): Promise<void> {
  const sql = database.sql('admin');
  for (const { table, column } of exportedColumns()) {
    const [kind] = await sql<{ type: string; generated: string }[]>`
      select data_type as type, is_generated as generated from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and column_name = ${column}`;
    if (kind?.generated === 'ALWAYS' || !['text', 'jsonb'].includes(kind?.type ?? '')) continue;
    const value =
      kind?.type === 'text' ? `canari ${table} ${column}` : JSON.stringify({ canari: `${table} ${column}` });
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx.unsafe(
        `update ${table} set ${column} = $1::text::${kind?.type} where ${column} is null or ${column}::text in ('', '{}')`,
        [value],
      );
    });
  }
}

/** What stands in the rows about the person, by the eyes of the owner of the database. */
async function valuesOf({ table, column }: Listed): Promise<string[]> {
  const sql = database.sql('admin');
  const list = (rows: readonly Record<string, unknown>[], type = 'uuid[]') =>
    `('{${rows.map((row) => `"${Object.values(row)[0]}"`).join(',')}}'::${type})`;
  const { personId } = scene;
  const lists: Record<string, string> = {
    person: list([{ id: personId }]),
    account: list(await sql`select id from member_account where person_id = ${personId}`),
    staff: list(await sql`select id from staff_user where person_id = ${personId}`),
    requests: list(await sql`select requests_about(${personId})`),
    envois: list(await sql`select envois_by(${personId})`),
    emails: list(await sql`select addresses_of(${personId})`, 'text[]'),
  };
  const where = (RETENTION[table]?.ofPerson ?? '').replaceAll(
    /(?<!:):([a-z]+)/g,
    (_all, name: string) => lists[name] ?? '',
  );
  const rows = await sql.unsafe<{ value: unknown }[]>(
    `select ${column} as value from ${table} where (${where}) and ${column} is not null`,
  );
  return rows.map(({ value }) => JSON.stringify(value)).filter((text) => text !== '""');
}

describe('the access export of a person', () => {
  test('holds every value of every personal column', async () => {
    const wanting: string[] = [];
    for (const listed of exportedColumns()) {
      const values = await valuesOf(listed);
      if (values.length === 0) wanting.push(`${listed.table}.${listed.column}: the test has no value in it`);
      const part = data.parts.find(({ table }) => table === listed.table);
      const given = new Set(part?.rows.flat().map(({ value }) => JSON.stringify(value)));
      if (values.some((value) => !given.has(value))) wanting.push(`${listed.table}.${listed.column}: not exported`);
    }
    expect(wanting).toEqual([]);
  });

  test('tells mandates, roles, and where each value came from', () => {
    expect(data.person).toMatchObject({ name: 'Ysaline Quisquater', erased: false });
    expect(data.mandates).toEqual([expect.stringMatching(/PO de la Maquette.*Trésorier/)]);
    expect(data.history).toContainEqual(
      expect.objectContaining({ field: 'Téléphone', to: '0470 11 22 33', origin: expect.stringContaining('demande') }),
    );
    expect(data.parts.every(({ basis, kept, purpose }) => basis !== '' && kept !== '' && purpose !== '')).toBe(true);
  });

  test('tells which platforms were let know who they are, and until when', () => {
    expect(data.consents).toEqual([
      {
        ...{ platform: 'Centrale d’essai', version: 1 },
        ...{ givenAt: '2026-02-03T09:00:00.000Z', withdrawnAt: '2026-05-04T09:00:00.000Z' },
      },
      { platform: 'Centrale d’essai', version: 2, givenAt: '2026-05-04T09:00:00.000Z', withdrawnAt: null },
    ]);
  });

  test('holds no secret, and nothing of others', () => {
    const text = JSON.stringify(data);
    expect(text).not.toMatch(/secret-of|secret-credential|secret-key/);
    expect(text).not.toContain('odile@po.example');
  });

  test('is recorded, without a value', async () => {
    const rows = await database.sql('admin')`
      select e.actor_id, v.before, v.after from audit_entry e join audit_value v on v.entry_id = e.id
      where e.action = 'export-person-data' and e.subject_id = ${scene.personId}`;
    expect(rows).toMatchObject([{ actor_id: scene.staff.id, before: null, after: null }]);
  });

  test('is for those who decide, in the region', async () => {
    const { rig, personId, staff } = scene;
    const reader = await scene.build.staff({ role: 'reader' });
    await expect(exportPersonData(rig.office(reader), { personId }, retentionPeriods())).rejects.toThrow(
      ForbiddenError,
    );
    const stranger = { ...staff, regionId: randomUUID() };
    await expect(exportPersonData(rig.office(stranger), { personId }, retentionPeriods())).rejects.toThrow(
      NotFoundError,
    );
  });
});
