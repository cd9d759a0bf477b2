import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StaffActor } from '../../src/commands/context.ts';
import { changeAdministratorRoles } from '../../src/commands/resources/change-administrator-roles.ts';
import { archiveResource, changeResource } from '../../src/commands/resources/change-resource.ts';
import { createResource } from '../../src/commands/resources/create-resource.ts';
import { orderResources } from '../../src/commands/resources/order-resources.ts';
import type { WrittenResource } from '../../src/commands/resources/read-resource.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../../src/errors/errors.ts';
import { uploadResourceFile } from '../../src/commands/resources/upload-resource-file.ts';
import { listMenu } from '../../src/reads/resources/list-menu.ts';
import { readAdministratorRoles } from '../../src/reads/resources/read-administrator-roles.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';

/** As the mission names them. */
const DEFAULT = ['president', 'vice-president', 'administrator', 'managing-administrator', 'treasurer', 'secretary'];

let database: TestDatabase;
let ada: StaffActor;

beforeAll(async () => {
  database = await createTestDatabase();
  ada = await registerBuilder(database.db('migrator')).staff({ role: 'administrator' });
});
afterAll(() => database.close());

const office = (actor = ada) => testContext(database.db('backoffice'), actor);
const menu = () => listMenu(database.db('backoffice'));
const shown = async () => (await menu()).filter(({ archived }) => !archived).map(({ id }) => id);
const actsOn = async (id: string) =>
  (await database.sql('migrator')`select action from audit_entry where subject_id = ${id} order by id`).map(
    ({ action }) => action,
  );
const written = (values: Partial<WrittenResource> = {}): WrittenResource => ({
  ...{ title: 'Assemblée générale', description: 'Modèles et calendrier.', url: 'https://ag.example/modeles' },
  ...{ fileId: null, administrators: false, roles: ['secretary', 'president'], poIds: [] },
  ...{ shownFrom: null, shownTo: null, ...values },
});

describe('a resource of the extranet', () => {
  test('is added at the end, changed on its version, put away and back, each audited', async () => {
    const made = await createResource(office(), written({ title: '  Assemblée   générale ' }));
    expect(made).toMatchObject({ title: 'Assemblée générale', slug: 'assemblee-generale', version: 1 });
    expect(made.roles).toEqual(['president', 'secretary']);
    expect((await shown()).at(-1)).toBe(made.id);
    const changed = await changeResource(office(), { id: made.id, version: 1, ...written({ roles: null, url: null }) });
    expect(changed).toMatchObject({ version: 2, roles: null, url: null, slug: 'assemblee-generale' });
    const put = await archiveResource(office(), { id: made.id, version: 2, archived: true });
    expect(await shown()).not.toContain(made.id);
    expect((await menu()).at(-1)).toMatchObject({ id: made.id, archived: true });
    await archiveResource(office(), { id: made.id, version: put.version, archived: false });
    expect((await shown()).at(-1)).toBe(made.id);
    expect(await actsOn(made.id)).toEqual([
      'create-resource',
      'change-resource',
      'archive-resource',
      'restore-resource',
    ]);
  });

  test('is kept for administrators, for some POs and for some days, and the audit names them', async () => {
    const po = await registerBuilder(database.db('migrator')).po({ fase: 905_001, name: 'PO de la Ressource' });
    const audience = { administrators: true, roles: [], poIds: [po.id], shownFrom: '2027-01-01', shownTo: null };
    const { id } = await createResource(office(), written(audience));
    const { name, fase } = po;
    expect((await menu()).find((one) => one.id === id)).toMatchObject({
      ...{ administrators: true, roles: [], pos: [{ id: po.id, fase, name }], shownFrom: '2027-01-01', shownTo: null },
    });
    await changeResource(office(), { id, version: 1, ...written({ ...audience, roles: null, poIds: [] }) });
    // Who is for everybody is for administrators too.
    expect((await menu()).find((one) => one.id === id)).toMatchObject({ administrators: false, roles: null, pos: [] });
    const [entry] = await database.sql('migrator')`
      select v.before, v.after from audit_entry e join audit_value v on v.entry_id = e.id
      where e.subject_id = ${id} and e.action = 'change-resource'`;
    expect(entry).toMatchObject({ before: { pos: [905_001], administrators: true }, after: { pos: [], roles: null } });
  });

  test('is new again when what it opens becomes another, and not when its words do', async () => {
    const at = async (id: string) =>
      new Date((await database.sql('migrator')`select renewed_at as at from resource where id = ${id}`)[0]?.at);
    const { id } = await createResource(office(), written());
    await database.sql('migrator')`update resource set renewed_at = '2020-01-01' where id = ${id}`;
    await changeResource(office(), { id, version: 1, ...written({ title: 'Autre titre' }) });
    expect(await at(id)).toEqual(new Date('2020-01-01'));
    await changeResource(office(), { id, version: 2, ...written({ url: 'https://ag.example/autre' }) });
    expect(await at(id)).not.toEqual(new Date('2020-01-01'));
  });

  test('changed by a colleague meanwhile is not written over', async () => {
    const { id } = await createResource(office(), written());
    await changeResource(office(), { id, version: 1, ...written({ title: 'Premier' }) });
    await expect(changeResource(office(), { id, version: 1, ...written({ title: 'Second' }) })).rejects.toThrow(
      ConflictError,
    );
    await expect(archiveResource(office(), { id, version: 1, archived: true })).rejects.toThrow(ConflictError);
    expect((await menu()).find((one) => one.id === id)?.title).toBe('Premier');
    expect(await actsOn(id)).toEqual(['create-resource', 'change-resource']);
    const nowhere = { id: ada.id, version: 1, archived: true };
    await expect(archiveResource(office(), nowhere)).rejects.toThrow(NotFoundError);
  });

  test.each<[string, Partial<WrittenResource>, string]>([
    ['no title', { title: ' ' }, 'title'],
    ['a title without end', { title: 'a'.repeat(81) }, 'title'],
    ['no description', { description: '' }, 'description'],
    ['a link that is not protected', { url: 'http://ag.example' }, 'url'],
    ['a script', { url: 'javascript:alert(1)' }, 'url'],
    ['another site without its scheme', { url: '//ag.example' }, 'url'],
    ['a password in the link', { url: 'https://moi:secret@ag.example' }, 'url'],
    ['no role', { roles: [] }, 'roles'],
    ['days that end before they begin', { shownFrom: '2027-09-01', shownTo: '2027-08-31' }, 'shownTo'],
    ['a PO that is not there', { poIds: ['00000000-0000-4000-8000-000000000000'] }, 'poIds'],
    ['a file that is not there', { url: null, fileId: '00000000-0000-4000-8000-000000000000' }, 'fileId'],
    ['a link and a file', { fileId: '00000000-0000-4000-8000-000000000000' }, 'url'],
  ])('with %s is refused at its field', async (_, values, path) => {
    const before = await menu();
    const refused = createResource(office(), written(values));
    await expect(refused).rejects.toBeInstanceOf(InvalidInputError);
    await expect(refused).rejects.toMatchObject({ issues: [{ path }] });
    expect(await menu()).toEqual(before);
  });

  test('takes another place in the menu, unless the menu changed meanwhile', async () => {
    const from = await shown();
    const to = [...from.slice(1), ...from.slice(0, 1)];
    await orderResources(office(), { from, to });
    expect(await shown()).toEqual(to);
    await expect(orderResources(office(), { from, to })).rejects.toThrow(ConflictError);
    await expect(orderResources(office(), { from: to, to: to.slice(1) })).rejects.toThrow(InvalidInputError);
    await orderResources(office(), { from: to, to });
    expect(await shown()).toEqual(to);
    expect((await actsOn(to[0] ?? '')).filter((act) => act === 'order-resources')).toHaveLength(1);
  });

  test('is nothing for those who do not administer', async () => {
    const before = await menu();
    const other = office({ ...ada, role: 'secretariat' });
    const [first] = before;
    const acts = [
      () => createResource(other, written()),
      () => changeResource(other, { id: first?.id ?? '', version: 1, ...written() }),
      () => archiveResource(other, { id: first?.id ?? '', version: 1, archived: true }),
      () => orderResources(other, { from: [], to: [] }),
      () => changeAdministratorRoles(other, { version: 1, roles: ['president'] }),
      () => uploadResourceFile(other, { id: randomUUID(), fileName: 'a.txt', bytes: Buffer.from('a') }),
    ];
    for (const act of acts) await expect(act()).rejects.toThrow(ForbiddenError);
    expect(await menu()).toEqual(before);
  });
});

describe('the list of administrators', () => {
  const listed = () => readAdministratorRoles(database.db('extranet'));

  test('is the one of the mission at first, changed on its version, audited, and never empty', async () => {
    const first = await listed();
    expect(first.roles).toEqual(DEFAULT);
    const changed = await changeAdministratorRoles(office(), {
      version: first.version,
      roles: ['secretary', 'president'],
    });
    expect(changed).toEqual({ roles: ['president', 'secretary'], version: first.version + 1 });
    await expect(changeAdministratorRoles(office(), { version: first.version, roles: ['treasurer'] })).rejects.toThrow(
      ConflictError,
    );
    await expect(changeAdministratorRoles(office(), { version: changed.version, roles: [] })).rejects.toMatchObject({
      issues: [{ path: 'roles' }],
    });
    expect(await listed()).toEqual(changed);
    expect(await actsOn('all')).toEqual(['change-administrator-roles']);
  });
});
