import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StaffActor } from '../../src/commands/context.ts';
import {
  changePlatform,
  openOrClosePlatform,
  renewPlatformSecret,
} from '../../src/commands/platforms/change-platform.ts';
import { createPlatform } from '../../src/commands/platforms/create-platform.ts';
import type { WrittenPlatform } from '../../src/commands/platforms/read-platform.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../../src/errors/errors.ts';
import { listPlatforms } from '../../src/reads/list-platforms.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';

let database: TestDatabase;
let ada: StaffActor;

beforeAll(async () => {
  database = await createTestDatabase();
  ada = await registerBuilder(database.db('migrator')).staff({ role: 'administrator' });
});
afterAll(() => database.close());

const real = { allowLocalhost: false };
const office = (actor = ada) => testContext(database.db('backoffice'), actor);
const written = (values: Partial<WrittenPlatform> = {}): WrittenPlatform => ({
  ...{ name: 'Centrale des marchés', redirectUris: ['https://commande.example/retour'], postLogoutUris: [] },
  ...{ roles: ['po-referent'], shares: ['roles', 'profile'], consentText: 'Pour commander ensemble.', ...values },
});
const create = (values: Partial<WrittenPlatform> & { public?: boolean } = {}) =>
  createPlatform(office(), { public: false, ...written(values) }, real);
const audits = async (id: string) =>
  (await database.sql(
    'migrator',
  )`select action, after::text as after from audit_entry e join audit_value v on v.entry_id = e.id
    where subject_id = ${id} order by e.id`) as unknown as { action: string; after: string }[];
const digestOf = async (id: string) =>
  (await database.sql('admin')<{ digest: Buffer }[]>`select secret_sha256 as digest from platform where id = ${id}`)[0]
    ?.digest;

describe('a platform', () => {
  test('is added with a secret shown once, changed, renewed, closed and opened, each audited without the secret', async () => {
    const made = await create();
    const { id } = made.platform;
    expect(made.platform).toMatchObject({ version: 1, consentVersion: 1, shares: ['profile', 'roles'] });
    expect(made.platform.clientId).toMatch(/^centrale-des-marches-[0-9a-f]{10}$/);
    expect(made.platform).not.toHaveProperty('secretSha256');
    const sha = (secret: string) => createHash('sha256').update(secret).digest();
    expect(await digestOf(id)).toEqual(sha(made.secret ?? ''));
    const renamed = await changePlatform(office(), { id, version: 1, ...written({ name: 'Centrale' }) }, real);
    expect(renamed).toMatchObject({
      version: 2,
      consentVersion: 1,
      name: 'Centrale',
      clientId: made.platform.clientId,
    });
    const reworded = await changePlatform(office(), { id, version: 2, ...written({ consentText: 'Autre.' }) }, real);
    expect(reworded.consentVersion).toBe(2);
    const renewed = await renewPlatformSecret(office(), { id, version: 3 });
    expect(await digestOf(id)).toEqual(sha(renewed.secret));
    await openOrClosePlatform(office(), { id, version: 4, disabled: true });
    expect((await listPlatforms(database.db('backoffice'))).find((one) => one.id === id)).toMatchObject({
      disabled: true,
      members: 0,
    });
    await openOrClosePlatform(office(), { id, version: 5, disabled: false });
    const entries = await audits(id);
    expect(entries.map(({ action }) => action)).toEqual([
      'create-platform',
      'change-platform',
      'change-platform',
      'renew-platform-secret',
      'disable-platform',
      'enable-platform',
    ]);
    expect(JSON.stringify(entries)).not.toContain(renewed.secret);
    expect(JSON.stringify(entries)).not.toContain(sha(renewed.secret).toString('hex'));
  });

  test('that is public has no secret, and none can be made', async () => {
    const { platform, secret } = await create({ public: true });
    expect(secret).toBeNull();
    await expect(renewPlatformSecret(office(), { id: platform.id, version: 1 })).rejects.toThrow(InvalidInputError);
    expect(await audits(platform.id)).toHaveLength(1);
  });

  test('changed by a colleague meanwhile is not written over', async () => {
    const { id } = (await create()).platform;
    await openOrClosePlatform(office(), { id, version: 1, disabled: true });
    await expect(renewPlatformSecret(office(), { id, version: 1 })).rejects.toThrow(ConflictError);
    await expect(changePlatform(office(), { id, version: 1, ...written() }, real)).rejects.toThrow(ConflictError);
    await expect(renewPlatformSecret(office(), { id: ada.id, version: 1 })).rejects.toThrow(NotFoundError);
    expect(await audits(id)).toHaveLength(2);
  });

  test.each<[string, Partial<WrittenPlatform>, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['no address to come back to', { redirectUris: [' '] }, 'redirectUris'],
    ['an address without encryption', { redirectUris: ['http://commande.example/retour'] }, 'redirectUris'],
    ['this machine, outside the demonstration', { redirectUris: ['http://localhost:3000/retour'] }, 'redirectUris'],
    ['a wildcard', { redirectUris: ['https://*.example/retour'] }, 'redirectUris'],
    ['a fragment', { redirectUris: ['https://commande.example/#retour'] }, 'redirectUris'],
    ['a script', { redirectUris: ['javascript:alert(1)'] }, 'redirectUris'],
    ['a password in the address', { postLogoutUris: ['https://moi:x@commande.example/'] }, 'postLogoutUris'],
    ['no role', { roles: [] }, 'roles'],
    ['no word for members', { consentText: '' }, 'consentText'],
  ])('with %s is refused at its field', async (_, values, path) => {
    const before = await listPlatforms(database.db('backoffice'));
    const refused = create(values);
    await expect(refused).rejects.toBeInstanceOf(InvalidInputError);
    await expect(refused).rejects.toMatchObject({ issues: [{ path }] });
    expect(await listPlatforms(database.db('backoffice'))).toEqual(before);
  });

  test('that lacks several things is told all of them at once', async () => {
    const refused = create({ name: '', redirectUris: [], consentText: '', roles: [] });
    await expect(refused).rejects.toMatchObject({
      issues: [{ path: 'name' }, { path: 'consentText' }, { path: 'redirectUris' }, { path: 'roles' }],
    });
  });

  test('may be on this machine where the product is tried out; the database refuses the rest even then', async () => {
    const local = written({ redirectUris: ['http://localhost:3000/retour'] });
    const { platform } = await createPlatform(office(), { public: true, ...local }, { allowLocalhost: true });
    expect(platform.redirectUris).toEqual(['http://localhost:3000/retour']);
    const forced = database.sql(
      'backoffice',
    )`update platform set redirect_uris = array['http://x.example/'] where id = ${platform.id}`;
    await expect(forced).rejects.toMatchObject({ constraint_name: 'platform_addresses' });
  });

  test('is nothing for those who do not administer', async () => {
    const { id } = (await create()).platform;
    const other = office({ ...ada, role: 'secretariat' });
    const acts = [
      () => createPlatform(other, { public: true, ...written() }, real),
      () => changePlatform(other, { id, version: 1, ...written() }, real),
      () => renewPlatformSecret(other, { id, version: 1 }),
      () => openOrClosePlatform(other, { id, version: 1, disabled: true }),
    ];
    for (const act of acts) await expect(act()).rejects.toThrow(ForbiddenError);
    expect(await audits(id)).toHaveLength(1);
  });
});
