import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { and, eq } from 'drizzle-orm';
import { readSheet } from 'read-excel-file/node';
import { type Actor, type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { deleteExport } from '../../src/commands/exports/delete-export.ts';
import { openExportFile } from '../../src/commands/exports/open-export-file.ts';
import { orderExport } from '../../src/commands/exports/order-export.ts';
import { printLabels } from '../../src/commands/exports/print-labels.ts';
import { giveUpExport, runExport } from '../../src/commands/exports/run-export.ts';
import { sweepExports } from '../../src/commands/exports/sweep-exports.ts';
import type { LabelSelection } from '../../src/contracts/labels.ts';
import type { ExportSelection } from '../../src/contracts/exports.ts';
import { auditEntry } from '../../src/db/tables/audit-entry.ts';
import { auditValue } from '../../src/db/tables/audit-value.ts';
import { exportChunk } from '../../src/db/tables/export-chunk.ts';
import { exportRun } from '../../src/db/tables/export-run.ts';
import { outbox } from '../../src/db/tables/outbox.ts';
import type { ExportFormat } from '../../src/domain/exports.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../../src/domain/roles.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../../src/errors/errors.ts';
import { exportHandler } from '../../src/queue/export-handler.ts';
import { runEntry } from '../../src/queue/run-entry.ts';
import { listOwnExports } from '../../src/reads/exports/list-own-exports.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';
import { handlersWith, workContext } from '../queue/queue-rig.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let reader: StaffActor;
const NOON = new Date('2026-11-27T11:00:00Z');
const HOUR = 3_600_000;
const settings = { singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES };

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  reader = await build.staff({ role: 'reader' });
  await writeRegister();
});
afterAll(() => database.close());

const office = (actor: Actor = staff, now = NOON) => testContext(database.db('backoffice'), actor, () => now);
const worker = (now = NOON) => testContext(database.db('worker'), SYSTEM_ACTOR, () => now);

async function order(selection: ExportSelection, format: ExportFormat = 'csv', actor: Actor = staff): Promise<string> {
  const { id } = await orderExport(office(actor), { id: randomUUID(), format, selection });
  return id;
}

async function fileOf(id: string, actor: Actor = staff, now = NOON): Promise<Buffer> {
  const pieces = [];
  for await (const piece of (await openExportFile(office(actor, now), { id })).pieces) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function linesOf(selection: ExportSelection): Promise<Record<string, string>[]> {
  const id = await order(selection);
  await runExport(worker(), id, settings);
  return parse(await fileOf(id), { bom: true, delimiter: ';', columns: true });
}

const MEMBERS: ExportSelection = { list: 'members', filters: {} };
const runOf = async (id: string) =>
  (await listOwnExports(database.db('backoffice'), { staffId: staff.id, now: NOON })).runs.find((run) => run.id === id);
const piecesOf = (id: string) => database.db('migrator').select().from(exportChunk).where(eq(exportChunk.runId, id));
const auditsOf = (id: string) =>
  database
    .db('migrator')
    .select({ action: auditEntry.action, actorKind: auditEntry.actorKind, after: auditValue.after })
    .from(auditEntry)
    .innerJoin(auditValue, eq(auditValue.entryId, auditEntry.id))
    .where(and(eq(auditEntry.subjectType, 'export'), eq(auditEntry.subjectId, id)))
    .orderBy(auditEntry.id);

async function writeRegister(): Promise<void> {
  const po = await build.po({ name: 'Collège =Saint-Exemple', fase: 910_201, postcode: '5590', locality: 'Ciney' });
  const other = await build.po({ name: 'Institut de la Maquette', fase: 910_202 });
  await build.school(po.id, { name: 'École du Croquis', fase: 12, level: 'Fondamental', district: 'Dinant' });
  const since = { from: '2021-09-01', to: null };
  const home = { street: 'Rue de la Gare', number: '3', box: 'B', postcode: '5590', locality: 'Ciney' };
  const zoe = await build.person({
    ...{ firstName: 'Zoé', lastName: 'Modèle', birthDate: '1958-02-11', email: 'zoe@membres.example' },
    ...{ phone: '+3281223344', ...home },
  });
  await build.mandate(zoe.id, po.id, since, ['president', 'administrator']);
  await build.account(zoe.id, 'zoe@membres.example');
  const abroad = await build.person({ firstName: 'Luc', lastName: 'Essai', phone: '+33142685300', country: 'FR' });
  await build.mandate(abroad.id, po.id, { from: '2020-01-01', to: '2030-08-31' }, ['treasurer']);
  await build.mandate(abroad.id, other.id, since, []);
  const dead = await build.person({ firstName: 'Feu', lastName: 'Disparu', deceased: true });
  await build.mandate(dead.id, po.id, since, ['secretary']);
  const gone = await build.person({ firstName: 'Effacé', lastName: 'Effacé', erasedAt: NOON });
  await build.mandate(gone.id, po.id, since, []);
  const former = await build.person({ firstName: 'Ancienne', lastName: 'Membre' });
  await build.mandate(former.id, po.id, { from: '2010-01-01', to: '2015-01-01' }, ['president']);
}

describe('what is taken out', () => {
  test('members: one row for each mandate of today; never who died, was erased or has left', async () => {
    const lines = await linesOf(MEMBERS);
    expect(lines.map(({ Nom, PO }) => [Nom, PO])).toEqual([
      ['Essai', 'Collège =Saint-Exemple'],
      ['Modèle', 'Collège =Saint-Exemple'],
      ['Essai', 'Institut de la Maquette'],
    ]);
    expect(lines[1]).toMatchObject({
      ...{ Prénom: 'Zoé', 'Date de naissance': '11/02/1958', Mail: 'zoe@membres.example' },
      ...{ Téléphone: '081 22 33 44', Rue: 'Rue de la Gare', Numéro: '3', Boîte: 'B', 'Code postal': '5590' },
      ...{ Pays: '', 'FASE du PO': '910201', Rôles: 'Administrateur·rice, Président·e' },
      ...{ 'Mandat depuis': '01/09/2021', 'Mandat jusqu’au': '', 'Compte extranet': 'activé' },
    });
    expect(lines[0]).toMatchObject({
      Téléphone: '00 33 1 42 68 53 00',
      Pays: 'France',
      'Mandat jusqu’au': '31/08/2030',
    });
  });

  test('members by role, and by the filters of the list of POs', async () => {
    const treasurers = await linesOf({ list: 'members', filters: { role: 'treasurer' } });
    expect(treasurers.map(({ Nom }) => Nom)).toEqual(['Essai']);
    const there = await linesOf({ list: 'members', filters: { q: 'maquette' } });
    expect(there.map(({ PO }) => PO)).toEqual(['Institut de la Maquette']);
    expect(await linesOf({ list: 'members', filters: { district: 'Ailleurs' } })).toEqual([]);
  });

  test('people: each once, with their mandates and where they stand; by account and role', async () => {
    const lines = await linesOf({ list: 'people', filters: {} });
    expect(lines.map(({ Nom }) => Nom)).toEqual(['Essai', 'Modèle']);
    expect(lines[0]).toMatchObject({
      'PO et rôles': 'Collège =Saint-Exemple (910201) : Trésorier·ère ; Institut de la Maquette (910202)',
      'Compte extranet': 'aucun compte',
    });
    expect(await linesOf({ list: 'people', filters: { standing: 'activated' } })).toMatchObject([{ Nom: 'Modèle' }]);
    expect(await linesOf({ list: 'people', filters: { role: 'treasurer' } })).toMatchObject([{ Nom: 'Essai' }]);
  });

  test('POs with whom to call, and schools', async () => {
    const [po, ...others] = await linesOf({ list: 'pos', filters: {} });
    expect(others).toHaveLength(1);
    expect(po).toMatchObject({
      ...{ FASE: '910201', Nom: 'Collège =Saint-Exemple', Écoles: '1', Président·e: 'Zoé Modèle' },
      ...{ 'Mail : Président·e': 'zoe@membres.example', Secrétaire: '' },
    });
    expect(await linesOf({ list: 'pos', filters: { gap: 'no-treasurer' } })).toMatchObject([{ FASE: '910202' }]);
    expect(await linesOf({ list: 'schools', filters: { district: 'Dinant' } })).toMatchObject([
      { FASE: '12', École: 'École du Croquis', 'FASE du PO': '910201' },
    ]);
  });

  test('requests of a group of the queue, by days and by words', async () => {
    const rig = requestRig(database, staff, () => NOON);
    const po = await build.po();
    const id = await rig.submit(
      'removal',
      {
        lastName: '+Croquis',
        firstName: 'Anne',
        email: null,
        birthDate: null,
        reason: 'resignation',
        endDate: '2026-08-31',
      },
      po.id,
    );
    // As the worker does when it arrives.
    await database.sql('migrator')`select refresh_request_search(array[${id}::uuid])`;
    const group = 'all' as const;
    const all = await linesOf({ list: 'requests', filters: { group } });
    expect(all).toMatchObject([{ Auteur: 'Marie Présidente', État: 'à traiter', PO: po.name }]);
    expect(await linesOf({ list: 'requests', filters: { group, q: 'croquis' } })).toHaveLength(1);
    expect(await linesOf({ list: 'requests', filters: { group, q: 'introuvable' } })).toEqual([]);
    expect(await linesOf({ list: 'requests', filters: { group, cameTo: '2020-01-01' } })).toEqual([]);
    expect(await linesOf({ list: 'requests', filters: { group: 'closed' } })).toEqual([]);
  });

  test('tasks and duplicates', async () => {
    expect(await linesOf({ list: 'tasks', filters: {} })).toEqual([]);
    expect(await linesOf({ list: 'duplicates', filters: {} })).toEqual([]);
    const po = await build.po();
    const twins = [await build.person({ birthDate: '1958-02-01' }), await build.person({ birthDate: '1958-02-11' })];
    for (const { id } of twins) await build.mandate(id, po.id, { from: '2020-01-01', to: null });
    const [one = '', other = ''] = twins.map(({ id }) => id).sort();
    await database.sql('migrator')`
      insert into duplicate_pair (one_id, other_id, score, reasons) values (${one}, ${other}, 80, '{"noms proches"}')`;
    // A day as every other list writes it, and as a spreadsheet knows it.
    const [line] = await linesOf({ list: 'duplicates', filters: {} });
    expect([line?.['Née le (une)'], line?.['Née le (autre)']].sort()).toEqual(['01/02/1958', '11/02/1958']);
    await database.sql('migrator')`delete from duplicate_pair`;
    await database.sql('migrator')`update mandate set period = '[2020-01-01,2020-12-31]' where po_id = ${po.id}`;
  });

  test('as a workbook, with real days', async () => {
    const id = await order(MEMBERS, 'xlsx');
    await runExport(worker(), id, settings);
    const [heads, , row] = (await readSheet(await fileOf(id))) as unknown[][];
    expect(row?.[heads?.indexOf('Date de naissance') ?? -1]).toEqual(new Date('1958-02-11T00:00:00Z'));
    expect(row?.[heads?.indexOf('FASE du PO') ?? -1]).toBe('910201');
  });
});

describe('ordering', () => {
  test('is for everybody who reads, and says in the audit who took what out, and how many rows', async () => {
    const id = await order({ list: 'members', filters: { role: 'treasurer' } }, 'csv', reader);
    await runExport(worker(), id, settings);
    await fileOf(id, reader);
    const about = { list: 'members', filters: { role: 'treasurer' }, format: 'csv' };
    expect(await auditsOf(id)).toEqual([
      { action: 'order-export', actorKind: 'staff', after: about },
      { action: 'write-export', actorKind: 'system', after: { ...about, rows: 1, orderedBy: reader.id } },
      { action: 'fetch-export', actorKind: 'staff', after: null },
    ]);
  });

  test('is for nobody else', async () => {
    const member = { kind: 'member', id: randomUUID(), label: 'x', personId: randomUUID() } as const;
    await expect(order(MEMBERS, 'csv', member)).rejects.toThrow(ForbiddenError);
  });

  test('twice is once; under the id of a colleague’s it is refused', async () => {
    const id = await order(MEMBERS);
    expect(await orderExport(office(), { id, format: 'csv', selection: MEMBERS })).toEqual({ id });
    expect(await auditsOf(id)).toHaveLength(1);
    const again = orderExport(office(reader), { id, format: 'csv', selection: MEMBERS });
    await expect(again).rejects.toThrow(ConflictError);
  });
});

describe('labels', () => {
  const print = (selection: LabelSelection, actor: Actor = staff) =>
    printLabels(office(actor), { selection, households: false }, settings);

  test('are for members of today, each once, and tell apart to whom no letter would arrive', async () => {
    const { labels, missing } = await print({ list: 'members', filters: {} });
    expect(labels).toEqual([['Zoé Modèle', 'Rue de la Gare 3 bte B', '5590 CINEY']]);
    expect(missing).toEqual([{ name: 'Luc Essai', kind: 'person', id: expect.any(String) }]);
  });

  test('are for the list of people as its filters show it', async () => {
    expect((await print({ list: 'people', filters: {} })).labels).toContainEqual([
      ...['Zoé Modèle', 'Rue de la Gare 3 bte B', '5590 CINEY'],
    ]);
    expect((await print({ list: 'people', filters: { role: 'treasurer', standing: 'closed' } })).labels).toEqual([]);
  });

  test('are for POs too, and noted in the audit', async () => {
    const { labels } = await print({ list: 'pos', filters: { q: 'saint-exemple' } }, reader);
    expect(labels).toEqual([['Collège =Saint-Exemple', 'Rue de l’Exemple 12', '5590 CINEY']]);
    const [entry] = await database
      .db('migrator')
      .select({ actorId: auditEntry.actorId, after: auditValue.after })
      .from(auditEntry)
      .innerJoin(auditValue, eq(auditValue.entryId, auditEntry.id))
      .where(and(eq(auditEntry.action, 'print-labels'), eq(auditEntry.actorId, reader.id)));
    expect(entry?.after).toEqual({ list: 'pos', filters: { q: 'saint-exemple' }, households: false, labels: 1 });
  });

  test('are for staff alone', async () => {
    await expect(print({ list: 'pos', filters: {} }, SYSTEM_ACTOR)).rejects.toThrow(ForbiddenError);
  });
});

describe('the file', () => {
  test('is there for who ordered it and nobody else, once it is written, for 32 hours', async () => {
    const id = await order(MEMBERS);
    await expect(fileOf(id)).rejects.toThrow(NotFoundError);
    await runExport(worker(), id, settings);
    expect((await fileOf(id)).length).toBeGreaterThan(100);
    await expect(fileOf(id, reader)).rejects.toThrow(NotFoundError);
    await fileOf(id, staff, new Date(NOON.getTime() + 32 * HOUR - 1));
    await expect(fileOf(id, staff, new Date(NOON.getTime() + 32 * HOUR))).rejects.toThrow(NotFoundError);
  });

  test('goes by itself after 32 hours, and nobody is told of it after a week', async () => {
    const id = await order(MEMBERS);
    await runExport(worker(), id, settings);
    await sweepExports(database.db('worker'), new Date(NOON.getTime() + 31 * HOUR));
    expect(await piecesOf(id)).not.toEqual([]);
    await sweepExports(database.db('worker'), new Date(NOON.getTime() + 32 * HOUR));
    expect(await piecesOf(id)).toEqual([]);
    expect(await runOf(id)).toMatchObject({ state: 'deleted' });
    await sweepExports(database.db('worker'), new Date(NOON.getTime() + 8 * 24 * HOUR));
    expect(await runOf(id)).toBeUndefined();
  });

  test('is deleted at once by who ordered it; not by others, and not twice', async () => {
    const id = await order(MEMBERS);
    await runExport(worker(), id, settings);
    await expect(deleteExport(office(reader), { id })).rejects.toThrow(NotFoundError);
    await deleteExport(office(), { id });
    expect(await piecesOf(id)).toEqual([]);
    await expect(fileOf(id)).rejects.toThrow(NotFoundError);
    await expect(deleteExport(office(), { id })).rejects.toThrow(NotFoundError);
    expect((await auditsOf(id)).at(-1)).toMatchObject({ action: 'delete-export' });
  });
});

describe('the worker', () => {
  test('that was killed in the middle is followed by one that begins anew, and leaves one whole file', async () => {
    const id = await order(MEMBERS);
    const killed = runExport(worker(), id, {
      ...settings,
      stillAtIt: () => Promise.reject(new Error('killed')),
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await runOf(id)).toMatchObject({ state: 'running', rows: 3, total: 3 });
    await runExport(worker(), id, settings);
    expect(await runOf(id)).toMatchObject({ state: 'done', rows: 3 });
    expect((await fileOf(id)).toString().split('\r\n')).toHaveLength(5);
    expect(new Set((await piecesOf(id)).map(({ attempt }) => attempt))).toEqual(new Set([2]));
  });

  test('that was replaced while it was away writes nothing more', async () => {
    const id = await order(MEMBERS);
    await runExport(worker(), id, { ...settings, stillAtIt: () => runExport(worker(), id, settings) });
    expect(await runOf(id)).toMatchObject({ state: 'done' });
    expect((await fileOf(id)).toString().split('\r\n')).toHaveLength(5);
    expect((await auditsOf(id)).filter(({ action }) => action === 'write-export')).toHaveLength(1);
  });

  test('lets go of what is deleted meanwhile, and the sweeper of the pieces', async () => {
    const id = await order(MEMBERS);
    await runExport(worker(), id, { ...settings, stillAtIt: () => deleteExport(office(), { id }) });
    expect(await runOf(id)).toMatchObject({ state: 'deleted' });
    await sweepExports(database.db('worker'), NOON);
    expect(await piecesOf(id)).toEqual([]);
    await runExport(worker(), id, settings);
    expect(await runOf(id)).toMatchObject({ state: 'deleted' });
  });

  test('settles the row of the ledger, once and for all', async () => {
    const id = await order(MEMBERS);
    const [row] = await database.db('migrator').select().from(outbox).where(eq(outbox.ref, id));
    const handlers = handlersWith({ export: exportHandler });
    await runEntry(workContext(database), handlers, row?.id ?? '');
    await runEntry(workContext(database), handlers, row?.id ?? '');
    const [after] = await database.db('migrator').select().from(outbox).where(eq(outbox.ref, id));
    expect(after).toMatchObject({ state: 'done' });
    expect(await runOf(id)).toMatchObject({ state: 'done' });
  });

  test('that gives up says so, and leaves no half of a file', async () => {
    const id = await order(MEMBERS);
    const killed = runExport(worker(), id, { ...settings, stillAtIt: () => Promise.reject(new Error('killed')) });
    await expect(killed).rejects.toThrow('killed');
    await database.db('worker').transaction((db) => giveUpExport({ ...worker(), db }, id));
    expect(await runOf(id)).toMatchObject({ state: 'failed', problem: expect.stringContaining('Recommencez') });
    expect(await piecesOf(id)).toEqual([]);
    const [row] = await database.db('migrator').select().from(exportRun).where(eq(exportRun.id, id));
    expect(row).toMatchObject({ error: 'error' });
  });
});
