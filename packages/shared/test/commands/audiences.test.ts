import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { archiveAudience, changeAudience } from '../../src/commands/audiences/change-audience.ts';
import { createAudience } from '../../src/commands/audiences/create-audience.ts';
import type { Context, StaffActor } from '../../src/commands/context.ts';
import type { AudienceCriteria } from '../../src/contracts/mailing-audience.ts';
import { region } from '../../src/db/tables/region.ts';
import { listAudiences } from '../../src/reads/mailings/list-audiences.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';

const TREASURERS: AudienceCriteria = {
  ...{
    roles: ['treasurer'],
    pos: { districts: ['Dinant'], provinces: ['namur'] },
    day: null,
    include: [],
    exclude: [],
  },
  fallbacks: [{ role: 'treasurer', chain: ['managing-administrator', 'president'] }],
};

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let office: Context;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  office = testContext(database.db('backoffice'), staff);
});
afterAll(() => database.close());

const names = async (regionId = staff.regionId) =>
  (await listAudiences(database.db('backoffice'), regionId)).map(({ name }) => name);

test('an audience is kept, renamed, changed on its version and put away, each audited', async () => {
  const made = await createAudience(office, { name: '  Trésoreries de  Dinant ', criteria: TREASURERS });
  expect(made).toMatchObject({ name: 'Trésoreries de Dinant', version: 1, updatedBy: staff.label });
  expect(made.words).toBe('Trésorier·ère · Dinant · province : Namur');
  const input = { id: made.id, version: 1, name: 'Trésoreries', criteria: { ...TREASURERS, pos: {} } };
  expect(await changeAudience(office, input)).toMatchObject({ name: 'Trésoreries', version: 2, criteria: { pos: {} } });
  await expect(changeAudience(office, input)).rejects.toMatchObject({ code: 'conflict' });
  await expect(archiveAudience(office, { id: made.id, version: 1 })).rejects.toMatchObject({ code: 'conflict' });
  await archiveAudience(office, { id: made.id, version: 2 });
  await expect(archiveAudience(office, { id: made.id, version: 3 })).rejects.toMatchObject({ code: 'not-found' });
  expect(await names()).toEqual([]);
  const audited = await database.sql(
    'admin',
  )`select action from audit_entry where subject_type = 'audience' order by id`;
  expect(audited.map(({ action }) => action)).toEqual(['create-audience', 'change-audience', 'archive-audience']);
});

test('of two audiences in use only one has a name, whatever its case; a name that was put away is free again', async () => {
  const one = await createAudience(office, { name: 'Référents', criteria: TREASURERS });
  const other = await createAudience(office, { name: 'Secrétaires', criteria: TREASURERS });
  for (const attempt of [
    () => createAudience(office, { name: 'RÉFÉRENTS', criteria: TREASURERS }),
    () => changeAudience(office, { id: other.id, version: 1, name: 'référents' }),
    () => createAudience(office, { name: '   ', criteria: TREASURERS }),
    () => createAudience(office, { name: 'x'.repeat(81), criteria: TREASURERS }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'invalid-input' });
  await archiveAudience(office, { id: one.id, version: 1 });
  await createAudience(office, { name: 'référents', criteria: TREASURERS });
  expect(await names()).toEqual(['référents', 'Secrétaires']);
});

test('readers keep none, and another secretariat neither sees nor changes one', async () => {
  const made = await createAudience(office, { name: 'À nous', criteria: TREASURERS });
  const reader = testContext(database.db('backoffice'), { ...staff, role: 'reader' });
  await expect(createAudience(reader, { name: 'Autre', criteria: TREASURERS })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(changeAudience(reader, { id: made.id, version: 1, name: 'Z' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  const [elsewhere] = await database
    .db('migrator')
    .insert(region)
    .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
    .returning();
  const stranger = testContext(database.db('backoffice'), await build.staff({ regionId: elsewhere?.id ?? '' }));
  await expect(archiveAudience(stranger, { id: made.id, version: 1 })).rejects.toMatchObject({ code: 'not-found' });
  expect(await names(elsewhere?.id)).toEqual([]);
});
