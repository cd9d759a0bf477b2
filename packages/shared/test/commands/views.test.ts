import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { StaffActor } from '../../src/commands/context.ts';
import { changeView } from '../../src/commands/views/change-view.ts';
import { deleteView } from '../../src/commands/views/delete-view.ts';
import { saveView } from '../../src/commands/views/save-view.ts';
import { listViews } from '../../src/reads/list-views.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';

let database: TestDatabase;
let staff: StaffActor;
let colleague: StaffActor;
let administrator: StaffActor;

beforeAll(async () => {
  database = await createTestDatabase();
  const build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  colleague = await build.staff({ name: 'Magali Collègue' });
  administrator = await build.staff({ name: 'Anne Administre', role: 'administrator' });
});
afterAll(() => database.close());

const as = (actor: StaffActor) => testContext(database.db('backoffice'), actor);
const seenBy = async (actor: StaffActor) =>
  (await listViews(database.db('backoffice'), actor)).map(({ name, owner, mayChange }) => ({ name, owner, mayChange }));

test('a view is kept for oneself, then shared, renamed, given other filters and deleted, each in the audit', async () => {
  const filters = { etat: 'toutes', q: 'collège' };
  const { id } = await saveView(as(staff), { name: '  Du   collège ', shared: false, filters });
  expect(await listViews(database.db('backoffice'), staff)).toEqual([
    { id, name: 'Du collège', filters, shared: false, owner: null, mayChange: true },
  ]);
  expect(await seenBy(colleague)).toEqual([]);
  await changeView(as(staff), { viewId: id, name: 'Collège', shared: true });
  expect(await seenBy(colleague)).toEqual([{ name: 'Collège', owner: staff.label, mayChange: false }]);
  await changeView(as(staff), { viewId: id, name: 'Collège', shared: true, filters: { pour: 'moi' } });
  expect((await listViews(database.db('backoffice'), colleague))[0]?.filters).toEqual({ pour: 'moi' });
  // Nothing new is noted.
  await changeView(as(staff), { viewId: id, name: 'Collège', shared: true });
  await deleteView(as(staff), { viewId: id });
  expect(await seenBy(staff)).toEqual([]);
  const actions = await database.sql('migrator')`select action from audit_entry where subject_id = ${id} order by id`;
  expect(actions.map(({ action }) => action)).toEqual(['save-view', 'change-view', 'change-view', 'delete-view']);
  await expect(deleteView(as(staff), { viewId: id })).rejects.toMatchObject({ code: 'not-found' });
});

test('a shared view is its owner’s to change, and an administrator’s; a private one nobody else sees', async () => {
  const shared = await saveView(as(staff), { name: 'Partagée', shared: true, filters: {} });
  const own = await saveView(as(staff), { name: 'À moi seul', shared: false, filters: {} });
  const rename = (actor: StaffActor, viewId: string) => changeView(as(actor), { viewId, name: 'Autre', shared: true });
  await expect(rename(colleague, shared.id)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(deleteView(as(colleague), { viewId: shared.id })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(rename(colleague, own.id)).rejects.toMatchObject({ code: 'not-found' });
  await expect(rename(administrator, own.id)).rejects.toMatchObject({ code: 'not-found' });
  await rename(administrator, shared.id);
  expect(await seenBy(colleague)).toEqual([{ name: 'Autre', owner: staff.label, mayChange: false }]);
});

test('a name is needed, fits, and is borne once by each person', async () => {
  const save = (actor: StaffActor, name: string) => saveView(as(actor), { name, shared: false, filters: {} });
  const first = await save(colleague, 'Urgentes');
  await expect(save(colleague, 'URGENTES')).rejects.toMatchObject({ userMessage: 'Vous avez déjà une vue de ce nom.' });
  await save(administrator, 'Urgentes');
  await expect(save(colleague, '   ')).rejects.toMatchObject({ userMessage: 'Donnez un nom à cette vue.' });
  await expect(save(colleague, 'x'.repeat(61))).rejects.toMatchObject({ code: 'invalid-input' });
  const { id } = await save(colleague, 'Autres');
  const rename = changeView(as(colleague), { viewId: id, name: 'urgentes', shared: false });
  await expect(rename).rejects.toMatchObject({ userMessage: 'Vous avez déjà une vue de ce nom.' });
  await changeView(as(colleague), { viewId: first.id, name: 'urgentes', shared: false });
});

test('fifty views are enough', async () => {
  const build = registerBuilder(database.db('migrator'));
  const collector = await build.staff({ name: 'Guy Collectionne' });
  for (let n = 1; n <= 50; n += 1) await saveView(as(collector), { name: `Vue ${n}`, shared: false, filters: {} });
  await expect(saveView(as(collector), { name: 'Une de plus', shared: false, filters: {} })).rejects.toMatchObject({
    userMessage: 'Vous avez déjà 50 vues : supprimez-en une d’abord.',
  });
});
