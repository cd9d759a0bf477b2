import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SYSTEM_ACTOR, type StaffActor } from '../../src/commands/context.ts';
import { type AuditRecord, writeAudit } from '../../src/commands/write-audit.ts';
import type { JournalQuery } from '../../src/contracts/journal.ts';
import { region } from '../../src/db/tables/region.ts';
import { InvalidInputError } from '../../src/errors/errors.ts';
import { listJournal } from '../../src/reads/journal/list-journal.ts';
import { sayChanges } from '../../src/reads/journal/say-changes.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { insertMailing } from '../../src/testing/mailing-builder.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let delphine: StaffActor;
let elsewhere: StaffActor;
let jeanne: { id: string };
let po: { id: string; fase: number };
let requestId: string;
let reference: string;

const DAY = 24 * 60;
const moment = (minute: number) => new Date(Date.UTC(2026, 5, 1, 8, minute));

async function write(minute: number, actor: Parameters<typeof writeAudit>[1], ...records: AuditRecord[]) {
  await database.db('migrator').transaction((tx) => writeAudit(tx, actor, moment(minute), records));
}
const asked = (query: JournalQuery = {}, regionId = delphine.regionId) =>
  listJournal(database.db('backoffice'), { regionId, now: moment(0) }, query);
const actionsOf = async (query: JournalQuery, regionId?: string) =>
  (await asked(query, regionId)).entries.map(({ action }) => action);

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  delphine = await build.staff({ name: 'Delphine Exemple' });
  const [other] = await database
    .db('migrator')
    .insert(region)
    .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
    .returning();
  elsewhere = await build.staff({ name: 'Anne Ailleurs', regionId: other?.id ?? '' });
  po = await build.po({ name: 'Collège de la Maquette' });
  jeanne = await build.person({ firstName: 'Jeanne', lastName: 'Lambert' });
  await build.mandate(jeanne.id, po.id, { from: '2020-09-01', to: null });
  const far = await build.po({ regionId: elsewhere.regionId });
  const rig = requestRig(database, delphine, () => moment(0));
  requestId = await rig.submit(
    'removal',
    {
      ...{ firstName: 'Jeanne', lastName: 'Lambert', email: null, birthDate: null },
      ...{ endDate: '2026-06-30', reason: 'resignation' },
    },
    po.id,
  );
  const [envoi] = await database.sql('migrator')`select reference from submission`;
  reference = envoi?.reference;
  const person = { type: 'person', id: jeanne.id };
  await write(
    1,
    delphine,
    {
      ...{ action: 'set-person-field', subject: person, before: { birthDate: '1960-03-02' } },
      after: { birthDate: '1961-03-02', shownHash: 'x' },
    },
    {
      action: 'assign-request',
      subject: { type: 'change-request', id: requestId },
      requestId,
      after: { assignedTo: delphine.id },
    },
  );
  await write(2, SYSTEM_ACTOR, { action: 'end-mandate', subject: person, requestId, after: { to: '2026-06-30' } });
  await write(3, elsewhere, { action: 'add-note', subject: { type: 'po', id: far.id } });
  await write(4, elsewhere, { action: 'save-view', subject: { type: 'saved-view', id: randomUUID() } });
  const theirs = await insertMailing(database.db('migrator'), elsewhere, { subject: 'Comptes annuels' });
  await write(4, SYSTEM_ACTOR, {
    ...{ action: 'finish-mailing', subject: { type: 'mailing', id: theirs.id } },
    ...{ before: { state: 'sending' }, after: { state: 'sent' } },
  });
  await write(5, SYSTEM_ACTOR, { action: 'order-retention', subject: { type: 'retention-run', id: randomUUID() } });
  await write(
    2 * DAY,
    { kind: 'operator', id: null, label: 'operator' },
    {
      action: 'create-staff',
      subject: { type: 'staff', id: delphine.id },
    },
  );
});
afterAll(() => database.close());

describe('the journal', () => {
  test('tells newest first who did what to what, with the values in words', async () => {
    const { entries } = await asked();
    expect(entries.map(({ action }) => action)).toEqual([
      'Accès au guichet créé',
      'Passage de la conservation demandé',
      'Mandat terminé',
      'Attribution',
      'Donnée d’une personne changée',
    ]);
    expect(entries[4]).toMatchObject({
      actor: { kind: 'staff', name: 'Delphine Exemple' },
      subject: { type: 'Personne', name: 'Jeanne Lambert', place: { kind: 'person', id: jeanne.id } },
      changes: [{ label: 'Date de naissance', before: '2/3/1960', after: '2/3/1961' }],
      erased: false,
    });
    expect(entries[3]?.changes).toEqual([{ label: 'Attribuée à', before: '—', after: 'Delphine Exemple' }]);
    expect(entries[2]?.request).toEqual({ id: requestId, reference: expect.stringMatching(/^\w{4}-\w{4}$/) });
    expect(entries[1]).toMatchObject({ actor: { kind: 'system', name: 'Guichet PO' }, changes: [] });
  });

  test('shows each secretariat its own, and what belongs to none', async () => {
    expect(await actionsOf({}, elsewhere.regionId)).toEqual([
      'Passage de la conservation demandé',
      'Courrier envoyé',
      'Vue enregistrée',
      'Note',
    ]);
    const [, sent] = (await asked({}, elsewhere.regionId)).entries;
    expect(sent).toMatchObject({
      subject: { type: 'Courrier', name: 'Comptes annuels', place: { kind: 'mailing' } },
      changes: [{ label: 'État', before: 'en cours d’envoi', after: 'envoyé' }],
    });
    expect(await actionsOf({ q: 'Lambert' }, elsewhere.regionId)).toEqual([]);
    expect((await asked({}, elsewhere.regionId)).staff.map(({ name }) => name)).toEqual(['Anne Ailleurs']);
  });

  test('is narrowed by who acted, act and days', async () => {
    expect(await actionsOf({ kind: 'operator' })).toEqual(['Accès au guichet créé']);
    expect(await actionsOf({ kind: 'member' })).toEqual([]);
    expect(await actionsOf({ staff: delphine.id })).toHaveLength(2);
    expect(await actionsOf({ action: 'end-mandate', kind: 'system' })).toEqual(['Mandat terminé']);
    expect(await actionsOf({ from: '2026-06-02' })).toEqual(['Accès au guichet créé']);
    expect(await actionsOf({ from: '2026-06-01', to: '2026-06-01' })).toHaveLength(4);
    await expect(asked({ from: '2026-02-30' })).rejects.toThrow(InvalidInputError);
  });

  test('finds a request by its reference with all that it did, a PO, people and colleagues', async () => {
    const byReference = await asked({ q: reference.toLowerCase() });
    expect(byReference.entries.map(({ action }) => action)).toEqual(['Mandat terminé', 'Attribution']);
    expect(byReference.about).toEqual([expect.stringContaining('Jeanne Lambert')]);
    expect(await actionsOf({ q: 'jeanne lamb' })).toEqual(['Mandat terminé', 'Donnée d’une personne changée']);
    expect((await asked({ q: String(po.fase) })).about).toEqual(['Collège de la Maquette']);
    expect(await actionsOf({ q: 'delphine' })).toEqual(['Accès au guichet créé']);
    expect(await asked({ q: 'personne de ce nom' })).toMatchObject({ entries: [], about: [] });
  });

  test('says that values were erased', async () => {
    const [entry] = await database.sql('migrator')`select id from audit_entry where action = 'set-person-field'`;
    await write(3 * DAY, SYSTEM_ACTOR, {
      action: 'erase-audit-value',
      subject: { type: 'audit-entry', id: entry?.id },
    });
    await database.sql('worker')`select erase_audit_values(array[${entry?.id}]::bigint[])`;
    const { entries } = await asked({ action: 'set-person-field' });
    expect(entries).toMatchObject([{ erased: true, changes: [] }]);
  });

  test('goes on where a page ended, also among entries of one moment', async () => {
    const many = Array.from({ length: 120 }, () => ({
      action: 'add-note' as const,
      subject: { type: 'person', id: jeanne.id },
    }));
    await write(4 * DAY, delphine, ...many);
    const seen = new Set<string>();
    for (const query of [{ action: 'add-note' }, { action: 'add-note', q: 'Lambert' }]) {
      seen.clear();
      let cursor: string | null = '';
      for (let page = 0; cursor !== null && page < 5; page++) {
        const found = await asked(cursor === '' ? query : { ...query, cursor });
        for (const { id } of found.entries) seen.add(id);
        cursor = found.nextCursor;
      }
      expect(cursor).toBeNull();
      expect(seen.size).toBe(120);
    }
  });
});

test('what an entry changed is said in French, without the ties of the programme', () => {
  const after = {
    ...{ edits: [{ kind: 'close-po', target: { id: randomUUID() } }], list: 'people', format: 'xlsx' },
    ...{ filters: { step: 'activated' }, mergeId: randomUUID(), sha256: 'ab12' },
  };
  expect(sayChanges(undefined, after, new Map()).map(({ label, after: said }) => `${label} : ${said}`)).toEqual([
    'Modifications : Sorte : Fermer le PO',
    'Liste : Personnes',
    'Format : classeur Excel',
    'Filtres : Étape atteinte : activé',
  ]);
});
