import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { StaffActor } from '../../../src/commands/context.ts';
import { noteMailingWish } from '../../../src/commands/mailings/note-mailing-wish.ts';
import { region } from '../../../src/db/tables/region.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../../../src/errors/errors.ts';
import { viewMailingWishes } from '../../../src/reads/mailings/view-mailing-wishes.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../../src/testing/register-builder.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let personId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff({ name: 'Anne Lefèvre' });
});
afterAll(() => database.close());
beforeEach(async () => {
  personId = (await build.person({ lastName: 'Essai' })).id;
  await build.mandate(personId, (await build.po()).id, { from: '2021-01-01', to: null });
});

type Wish = Omit<Parameters<typeof noteMailingWish>[1], 'personId'>;
const NO_NEWS: Wish = { kind: 'information', wanted: false };
const note = (wish: Wish, actor: StaffActor = staff) =>
  noteMailingWish(testContext(database.db('backoffice'), actor), { personId, ...wish });
const left = async (id = personId) =>
  (await viewMailingWishes(database.db('backoffice'), id)).flatMap((wish) =>
    wish.left ? [`${wish.kind} ${wish.left.how}`] : [],
  );
const audit = async () =>
  (
    await database.sql('admin')`
      select e.action, u.name from audit_entry e join staff_user u on u.id = e.actor_id
      where e.subject_id = ${personId} order by e.id`
  ).map(({ action, name }) => `${action} ${name}`);

test('is noted under the name of who was told, once, and taken back as it was said', async () => {
  await note(NO_NEWS);
  await note(NO_NEWS, await build.staff({ name: 'Luc Masson' }));
  expect(await left()).toEqual(['information à sa demande, noté par Anne Lefèvre']);
  expect(await audit()).toEqual(['leave-mailings Anne Lefèvre']);
  await note({ kind: 'information', wanted: true });
  await note({ kind: 'information', wanted: true });
  expect(await left()).toEqual([]);
  expect(await audit()).toEqual(['leave-mailings Anne Lefèvre', 'rejoin-mailings Anne Lefèvre']);
});

test('is said once by who says it at the same time as a colleague', async () => {
  const colleague = await build.staff({ name: 'Luc Masson' });
  await Promise.all([note(NO_NEWS), note(NO_NEWS, colleague), note(NO_NEWS)]);
  expect(await left()).toHaveLength(1);
  expect(await audit()).toHaveLength(1);
});

test('is not for a kind that the role asks for, and the sentence says so', async () => {
  for (const kind of ['duty', 'register'] as const)
    await expect(note({ kind, wanted: false })).rejects.toMatchObject({
      ...{ name: ConflictError.name, userMessage: expect.stringContaining('le rôle le demande') },
    });
  expect(await left()).toEqual([]);
  expect(await audit()).toEqual([]);
});

test('is not for readers, nor for another secretariat', async () => {
  await expect(note(NO_NEWS, await build.staff({ role: 'reader' }))).rejects.toThrow(ForbiddenError);
  const elsewhere = { code: 'ailleurs', name: 'Ailleurs', email: 'ailleurs@po.example' };
  const [other] = await database.db('migrator').insert(region).values(elsewhere).returning();
  await expect(note(NO_NEWS, { ...staff, regionId: other?.id ?? '' })).rejects.toThrow(NotFoundError);
  expect(await left()).toEqual([]);
});

test('is not for somebody to whom nothing is written any more', async () => {
  await database.sql('admin')`update person set deceased = true where id = ${personId}`;
  await expect(note(NO_NEWS)).rejects.toThrow(ConflictError);
  expect(await left()).toEqual([]);
});
