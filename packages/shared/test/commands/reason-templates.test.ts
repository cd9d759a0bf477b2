import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '../../src/commands/context.ts';
import {
  archiveReasonTemplate,
  changeReasonTemplate,
} from '../../src/commands/reason-templates/change-reason-template.ts';
import { createReasonTemplate } from '../../src/commands/reason-templates/create-reason-template.ts';
import type { StaffActor } from '../../src/commands/context.ts';
import { region } from '../../src/db/tables/region.ts';
import { listReasons, listReasonTemplates } from '../../src/reads/list-reason-templates.ts';
import { requestType } from '../../src/request-types/registry.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let rig: ReturnType<typeof requestRig>;
let staff: StaffActor;
let office: Context;
let stranger: StaffActor;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  rig = requestRig(database, staff, () => new Date());
  office = rig.office();
  const [elsewhere] = await database
    .db('migrator')
    .insert(region)
    .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
    .returning();
  stranger = await build.staff({ regionId: elsewhere?.id ?? '' });
});
afterAll(() => database.close());

const titles = async (actor: StaffActor = staff) =>
  (await listReasonTemplates(database.db('backoffice'), actor.regionId)).map(({ title }) => title);

describe('a reason template', () => {
  test('is created, changed on its version and put away, each audited', async () => {
    const made = await createReasonTemplate(office, { type: null, title: '  Déjà  connu ', body: 'Bonjour {auteur}.' });
    expect(made).toMatchObject({ title: 'Déjà connu', version: 1, type: null });
    const input = { id: made.id, version: 1, type: 'removal', title: 'Déjà parti', body: '{objet} n’est plus membre.' };
    const changed = await changeReasonTemplate(office, input);
    expect(changed).toMatchObject({ title: 'Déjà parti', version: 2, type: 'removal' });
    await expect(changeReasonTemplate(office, input)).rejects.toMatchObject({ code: 'conflict' });
    await archiveReasonTemplate(office, { id: made.id, version: 2 });
    await expect(archiveReasonTemplate(office, { id: made.id, version: 3 })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await titles()).toEqual([]);
    const audited = await database.sql('admin')`
      select action from audit_entry where subject_type = 'reason-template' order by id`;
    expect(audited.map(({ action }) => action)).toEqual([
      'create-reason-template',
      'change-reason-template',
      'archive-reason-template',
    ]);
  });

  test('has a title of its own within its type, whatever the case, until it is put away', async () => {
    const written = { type: 'removal', title: 'Date manquante', body: 'Quelle date ?' };
    const first = await createReasonTemplate(office, written);
    const second = await createReasonTemplate(office, { ...written, type: 'new-member' });
    const again = createReasonTemplate(office, { ...written, title: 'date MANQUANTE' });
    await expect(again).rejects.toMatchObject({ issues: [{ path: 'title' }] });
    const moved = changeReasonTemplate(office, { ...written, id: second.id, version: 1 });
    await expect(moved).rejects.toMatchObject({ issues: [{ path: 'title' }] });
    await archiveReasonTemplate(office, { id: first.id, version: 1 });
    expect(await changeReasonTemplate(office, { ...written, id: second.id, version: 1 })).toMatchObject({ version: 2 });
  });

  test.each([
    [{ type: null, title: ' ', body: 'Texte' }, 'title', 'Donnez un titre'],
    [{ type: null, title: 'x'.repeat(121), body: 'Texte' }, 'title', 'trop long'],
    [{ type: null, title: 'Titre', body: '' }, 'body', 'Écrivez le texte'],
    [{ type: null, title: 'Titre', body: 'Le {jour}' }, 'body', '« {jour} » n’existe pas'],
    [{ type: 'autre', title: 'Titre', body: 'Texte' }, 'type', 'n’existe pas'],
  ])('refuses %j at %s', async (written, path, words) => {
    const refused = createReasonTemplate(office, written);
    await expect(refused).rejects.toMatchObject({ issues: [{ path, message: expect.stringContaining(words) }] });
  });

  test('is no affair of readers or of another secretariat', async () => {
    const written = { type: null, title: 'À nous', body: 'Texte' };
    const made = await createReasonTemplate(office, written);
    const reader = rig.office(await build.staff({ role: 'reader' }));
    await expect(createReasonTemplate(reader, written)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(archiveReasonTemplate(reader, { id: made.id, version: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const theirs = rig.office(stranger);
    await expect(changeReasonTemplate(theirs, { ...written, id: made.id, version: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await titles(stranger)).toEqual([]);
  });
});

describe('the reasons offered for a request', () => {
  test('are those of its type and of all, filled with what it is about', async () => {
    const type = requestType('removal');
    const po = await build.po({ name: 'Collège de la Maquette' });
    const requestId = await rig.submit('removal', type.form.parse(type.samples[0]?.values), po.id);
    const { subject } = await rig.requestOf(requestId);
    await createReasonTemplate(office, { type: 'removal', title: 'Inconnu', body: '{objet} n’est pas connu au {po}.' });
    await createReasonTemplate(office, { type: 'po-change', title: 'Autre', body: 'Rien' });
    const reasons = await listReasons(database.db('backoffice'), staff, requestId);
    expect(reasons.map(({ title }) => title)).toEqual(['Date manquante', 'Inconnu', 'À nous']);
    expect(reasons[1]?.text).toBe(`${subject} n’est pas connu au Collège de la Maquette.`);
    await expect(listReasons(database.db('backoffice'), stranger, requestId)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
