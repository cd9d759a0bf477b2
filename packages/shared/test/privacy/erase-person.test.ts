import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { inTransaction, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { orderRevert } from '../../src/commands/order-revert.ts';
import { findAllDuplicates } from '../../src/commands/duplicates/find-all-duplicates.ts';
import { erasePerson } from '../../src/commands/privacy/erase-person.ts';
import { carryOutErasure } from '../../src/commands/privacy/carry-out-erasure.ts';
import { confirmErasure, orderErasure } from '../../src/commands/privacy/order-erasure.ts';
import { sealAudit } from '../../src/commands/seal-audit.ts';
import { verifyAudit } from '../../src/commands/verify-audit.ts';
import { DEFAULT_AGE_ALERTS } from '../../src/domain/request-age.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../../src/errors/errors.ts';
import { noteReport } from '../../src/mail/reports/note-report.ts';
import { readErasureList } from '../../src/privacy/erasure-list.ts';
import { retentionPeriods } from '../../src/privacy/retention-periods.ts';
import { findEditTarget } from '../../src/reads/find-edit-targets.ts';
import { getPersonFile } from '../../src/reads/get-person-file.ts';
import { previewPersonMail } from '../../src/reads/preview-person-mail.ts';
import { getPoFile } from '../../src/reads/get-po-file.ts';
import { getRequestView } from '../../src/reads/get-request-view.ts';
import { listRequests } from '../../src/reads/list-requests.ts';
import { listStaffTasks } from '../../src/reads/list-staff-tasks.ts';
import { previewErasure } from '../../src/reads/preview-erasure.ts';
import { searchPeople } from '../../src/reads/search-people.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { testContext } from '../../src/testing/register-builder.ts';
import { findTraces, liveCanary } from './privacy-scene.ts';

const now = () => new Date('2026-06-15T10:00:00Z');
const settings = { fourEyes: false, periods: retentionPeriods() };

let database: TestDatabase;
let scene: Awaited<ReturnType<typeof liveCanary>>;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  scene = await liveCanary(database, now);
  folder = mkdtempSync(join(tmpdir(), 'erasures-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

const list = () => join(folder, 'list', 'erasures.jsonl');
const worker = () => testContext(database.db('worker'), SYSTEM_ACTOR, now);
const order = (more: Partial<{ id: string; personId: string; acknowledged: number }> = {}) => ({
  id: randomUUID(),
  personId: scene.personId,
  acknowledged: 9,
  ...more,
});
const carryOut = (id: string) => inTransaction(worker(), (tx) => carryOutErasure(tx, id, list()));
async function erase(): Promise<string> {
  const given = order();
  await orderErasure(scene.rig.office(), given, settings);
  await carryOut(given.id);
  return given.id;
}
async function seal(): Promise<void> {
  while ((await sealAudit(database.db('worker'))) > 0);
}

describe('the erasure of a person', () => {
  test('leaves no trace of them in any table, keeps the audit true, and is on the list outside', async () => {
    expect((await findTraces(database)).length).toBeGreaterThan(20);
    await seal();
    const id = await erase();
    expect(await findTraces(database)).toEqual([]);
    expect(await verifyAudit(database.db('migrator'))).toMatchObject({ intact: true });
    await seal();
    expect(await verifyAudit(database.db('migrator'))).toMatchObject({ intact: true, unsealed: 0 });
    expect(readErasureList(list())).toMatchObject([
      { erasureId: id, personId: scene.personId, at: now().toISOString() },
    ]);
    const [done] = await database.sql('migrator')`select state, counts from erasure where id = ${id}`;
    expect(done).toMatchObject({ state: 'done', counts: { requests: 4, envois: 2 } });
  });

  test('leaves mandates, roles, and what is about others', async () => {
    await erase();
    const sql = database.sql('migrator');
    expect(
      await sql`select m.period::text, r.role from mandate m join role_assignment r on r.mandate_id = m.id
      where m.person_id = ${scene.personId} order by r.role`,
    ).toMatchObject([
      { period: '[2019-01-01,2021-01-01)', role: 'administrator' },
      { period: '[2019-01-01,2021-01-01)', role: 'treasurer' },
    ]);
    const [successor] = await sql`select payload from request_payload where request_id = ${scene.requests.successor}`;
    expect(successor?.payload).toMatchObject({
      lastName: 'Suivant',
      replaces: [{ role: 'treasurer', name: 'effacé' }],
    });
    expect(await sql`select state, name, email from member_account where person_id = ${scene.personId}`).toMatchObject([
      { state: 'closed', name: 'Personne effacée', email: null },
    ]);
    expect(
      await sql`select from mail where state in ('pending', 'held') and (to_address = 'effacé' or person_id = ${scene.personId})`,
    ).toHaveLength(0);
    expect(await sql`select last_name, email from person where id = ${scene.neighbour.id}`).toMatchObject([
      { last_name: 'Voisine', email: 'odile@po.example' },
    ]);
  });

  test('blanks a mail that is on its way, which still ends, and what its server says then', async () => {
    const { personId } = scene;
    const [row] = await database.sql('admin')<{ id: string }[]>`
      insert into mail (kind, cause_key, to_address, to_name, person_id, state, message_id)
      values ('staff-message', 'on-its-way', 'elle@po.example', 'Elle', ${personId}, 'sending', '<on-its-way@po.example>') returning id`;
    await erase();
    const report = { kind: 'bounced', status: null, words: '550 elle@po.example', source: 'smtp' } as const;
    await database
      .db('worker')
      .transaction((tx) => noteReport(tx, { ...report, messageKey: 'late', mailId: row?.id ?? '' }, now()));
    const [mail] = await database.sql('admin')`
      select m.to_address, m.to_name, m.state, r.server_words from mail m join mail_report r on r.mail_id = m.id where m.id = ${row?.id ?? ''}`;
    expect(mail).toEqual({ to_address: 'effacé', to_name: '', state: 'sending', server_words: '' });
  });

  test('leaves nothing to change about them', async () => {
    await erase();
    const { staff, personId, po } = scene;
    const [held] = await database.sql('migrator')`select id from mandate where person_id = ${personId}`;
    for (const [on, id] of [
      ['person', personId],
      ['mandate', held?.id],
    ] as const) {
      const found = findEditTarget(database.db('backoffice'), staff.regionId, on, { id, poId: po.id });
      await expect(found).rejects.toThrow(ConflictError);
    }
    const file = await getPersonFile(database.db('backoffice'), staff.regionId, personId, now());
    expect(file).toMatchObject({ name: 'Personne effacée', erasedAt: expect.any(String) });
  });

  test('leaves every screen readable', async () => {
    await erase();
    const db = database.db('backoffice');
    const { staff, rig, po, requests, personId } = scene;
    const options = { ...rig.settings, now: now(), ageAlerts: DEFAULT_AGE_ALERTS };
    for (const [name, id] of Object.entries(requests)) {
      const view = await getRequestView(db, staff, id, options);
      expect({ name, erased: view.erased }).toEqual({ name, erased: name !== 'successor' });
      expect(view.history.length).toBeGreaterThan(1);
    }
    const reader = { staffId: staff.id, regionId: staff.regionId, now: now(), ageAlerts: DEFAULT_AGE_ALERTS };
    const queue = await listRequests(db, reader, { group: 'all' });
    expect(JSON.stringify(queue)).toContain('Contenu effacé');
    const file = await getPoFile(db, po.id, { regionId: staff.regionId, today: '2026-06-15', singleHolderRoles: [] });
    expect(JSON.stringify(file)).toContain('Personne effacée');
    const { mails } = await getPersonFile(db, staff.regionId, personId, now());
    expect(mails.length).toBeGreaterThan(0);
    expect(mails).toEqual(mails.map((mail) => ({ ...mail, to: 'effacé', shown: false, words: null })));
    for (const { id } of mails)
      await expect(previewPersonMail(db, staff.regionId, { personId, mailId: id })).rejects.toMatchObject({
        code: 'not-found',
      });
    const asked = { regionId: staff.regionId, today: '2026-06-15', limit: 10 };
    expect(await searchPeople(db, asked, 'Quisquater')).toEqual([]);
    expect(await listStaffTasks(db, staff.regionId)).toMatchObject([{ reason: expect.stringContaining('effacé') }]);
    await expect(
      orderRevert(rig.office(), {
        requestId: requests.gone,
        version: (await rig.requestOf(requests.gone)).version,
        reason: 'Essai',
      }),
    ).rejects.toThrow(ConflictError);
  });

  test('makes nobody a double of somebody else who was erased', async () => {
    const other = await scene.build.person({ firstName: 'Odilon', lastName: 'Ancien' });
    await inTransaction(worker(), (tx) => erasePerson(tx, other.id));
    await erase();
    await findAllDuplicates(database.db('worker'), now());
    expect(await database.sql('migrator')`select from duplicate_pair where state = 'open'`).toHaveLength(0);
  });

  test('goes with the records that were merged into theirs', async () => {
    const twin = await scene.build.person({ firstName: 'Isaline', lastName: 'Quisquater', birthDate: '1963-07-19' });
    const [merger] = await database.sql('migrator')`
      insert into cause (kind, actor_kind, actor_label) values ('demo', 'system', 'test') returning id`;
    await database.sql('migrator')`
      update person set merged_into = ${scene.personId}, merged_by = ${merger?.id} where id = ${twin.id}`;
    await erase();
    expect(await findTraces(database)).toEqual([]);
  });

  test('a second time changes nothing, and the list has one line', async () => {
    const id = await erase();
    await carryOut(id);
    expect(readErasureList(list())).toHaveLength(1);
    await expect(orderErasure(scene.rig.office(), order(), settings)).rejects.toThrow(ConflictError);
    const again = order({ id });
    expect(await orderErasure(scene.rig.office(), again, settings)).toEqual({ state: 'ordered' });
    expect(readErasureList(list())).toHaveLength(1);
  });

  test('is found as tampering when a value is missing and no entry says so', async () => {
    await seal();
    await erase();
    await seal();
    await database.sql('admin').begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`delete from audit_value where entry_id = (select min(entry_id) from audit_value)`;
    });
    expect(await verifyAudit(database.db('migrator'))).toMatchObject({ intact: false, tampering: 'missing-value' });
  });

  test('keeps the values of the audit from leaving untold, whoever deletes them', async () => {
    await expect(database.sql('migrator')`delete from audit_value`).rejects.toMatchObject({ code: '42501' });
    await expect(
      database.sql('worker')`select erase_audit_values(array(select id from audit_entry))`,
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('ordering an erasure', () => {
  test('shows first what goes, what stays and what stands in the way', async () => {
    const shown = await previewErasure(
      database.db('backoffice'),
      { regionId: scene.staff.regionId, personId: scene.personId },
      { now: now(), ...settings },
    );
    expect(shown).toMatchObject({ name: 'Ysaline Quisquater', obstacles: [] });
    expect(shown.goes.join(' ')).toContain('4 demandes');
    const other = await previewErasure(
      database.db('backoffice'),
      { regionId: scene.staff.regionId, personId: scene.neighbour.id },
      { now: now(), ...settings },
    );
    expect(other.obstacles.join(' ')).toContain('encore un mandat');
    await expect(orderErasure(scene.rig.office(), order({ personId: scene.neighbour.id }), settings)).rejects.toThrow(
      ConflictError,
    );
  });

  test('warns while the law asks to keep, and asks for a tick', async () => {
    const strict = { ...settings, periods: retentionPeriods({ 'people-without-mandate': 60 }) };
    const early = () => new Date('2023-06-15T10:00:00Z');
    const office = testContext(database.db('backoffice'), scene.staff, early);
    await expect(orderErasure(office, order({ acknowledged: 0 }), strict)).rejects.toThrow(InvalidInputError);
    await expect(orderErasure(office, order({ acknowledged: 1 }), strict)).resolves.toEqual({ state: 'ordered' });
  });

  test('waits while a request about the person is open', async () => {
    const open = await scene.rig.submit(
      'removal',
      {
        firstName: 'Ysaline',
        lastName: 'Quisquater',
        email: null,
        birthDate: null,
        endDate: '2026-07-01',
        reason: 'other',
      },
      scene.po.id,
    );
    await scene.arrive(open);
    await expect(orderErasure(scene.rig.office(), order(), settings)).rejects.toThrow(ConflictError);
    expect((await scene.rig.requestOf(open)).state).toBe('submitted');
  });

  test('is for administrators of the region, never about oneself', async () => {
    const secretary = await scene.build.staff({ role: 'secretariat' });
    await expect(orderErasure(scene.rig.office(secretary), order(), settings)).rejects.toThrow(ForbiddenError);
    const self = await scene.build.staff({ role: 'administrator', personId: scene.personId });
    await expect(orderErasure(scene.rig.office(self), order(), settings)).rejects.toThrow(ForbiddenError);
    await expect(
      orderErasure(scene.rig.office({ ...scene.staff, regionId: randomUUID() }), order(), settings),
    ).rejects.toThrow(NotFoundError);
  });

  test('needs a second administrator with FOUR_EYES', async () => {
    const given = order();
    expect(await orderErasure(scene.rig.office(), given, { ...settings, fourEyes: true })).toEqual({
      state: 'awaiting-second',
    });
    await carryOut(given.id);
    expect((await findTraces(database)).length).toBeGreaterThan(20);
    await expect(confirmErasure(scene.rig.office(), { erasureId: given.id, accept: true })).rejects.toThrow(
      ForbiddenError,
    );
    const second = await scene.build.staff({ role: 'administrator', name: 'Bea Seconde' });
    await confirmErasure(scene.rig.office(second), { erasureId: given.id, accept: true });
    await expect(confirmErasure(scene.rig.office(second), { erasureId: given.id, accept: true })).rejects.toThrow(
      ConflictError,
    );
    await carryOut(given.id);
    expect(await findTraces(database)).toEqual([]);
  });

  test('may be refused by the second, and then be ordered anew', async () => {
    const given = order();
    await orderErasure(scene.rig.office(), given, { ...settings, fourEyes: true });
    await confirmErasure(scene.rig.office(), { erasureId: given.id, accept: false });
    await carryOut(given.id);
    expect((await findTraces(database)).length).toBeGreaterThan(20);
    await expect(orderErasure(scene.rig.office(), order(), settings)).resolves.toEqual({ state: 'ordered' });
  });
});

test('a list of erasures that was damaged is told, not read', async () => {
  await erase();
  const text = readFileSync(list(), 'utf8');
  expect(text).not.toMatch(/quisquater/i);
  writeFileSync(list(), text.replace(scene.personId, randomUUID()));
  expect(() => readErasureList(list())).toThrow('does not follow');
  writeFileSync(list(), `${text}{"v":1}\n`);
  expect(() => readErasureList(list())).toThrow('no line of a list');
});
