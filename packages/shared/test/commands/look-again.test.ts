import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { StaffActor } from '../../src/commands/context.ts';
import { rejectRequest } from '../../src/commands/reject-request.ts';
import { outbox } from '../../src/db/tables/outbox.ts';
import { createHandlers } from '../../src/queue/handlers.ts';
import { runDue } from '../../src/queue/run-due.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';
import { workContext } from '../queue/queue-rig.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let rig: ReturnType<typeof requestRig>;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  const staff: StaffActor = await build.staff();
  rig = requestRig(database, staff, () => new Date());
});
afterAll(() => database.close());

/** What the worker does until nothing is due: arrivals, applications, second looks. */
const work = () => {
  const handlers = createHandlers({
    intakeUrl: 'http://a',
    extranetUrl: 'http://b',
    backofficeUrl: 'http://office.example',
  });
  return runDue(workContext(database), handlers, new Date(Date.now() + 60_000));
};
const shownInQueue = async (requestId: string) =>
  (await rig.requestOf(requestId)).findings?.map(({ code }) => code.split(':')[0]).sort();

const newcomer = {
  firstName: 'Odile',
  lastName: 'Maquet',
  birthDate: '1969-03-02',
  email: 'odile.maquet@maquette.example',
  address: { street: 'Rue du Patron', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
  phone: '0470 12 34 56',
  startDate: '2026-06-01',
  roles: ['administrator'],
  replaces: [],
};
const departure = {
  firstName: 'Odile',
  lastName: 'Maquet',
  email: null,
  birthDate: null,
  endDate: '2026-09-30',
  reason: 'resignation',
};

test('the queue says of a request what is true once its neighbours arrived, were approved and were applied', async () => {
  const po = await build.po();
  const leaving = await rig.submit('removal', departure, po.id);
  await work();
  expect(await shownInQueue(leaving)).toEqual(['member-not-found', 'submitter-unknown']);

  const joining = await rig.submit('new-member', newcomer, po.id);
  await work();
  expect(await shownInQueue(leaving)).toEqual(['member-not-found', 'other-open-request', 'submitter-unknown']);

  await rig.approve(joining);
  await work();
  expect((await rig.requestOf(joining)).state).toBe('applied');
  expect(await shownInQueue(leaving)).toEqual(['submitter-unknown']);
});

test('and once one of them was refused; each is looked at once for each step, and other POs never', async () => {
  const [po, elsewhere] = [await build.po(), await build.po()];
  const first = await rig.submit('new-member', newcomer, po.id);
  const second = await rig.submit('new-member', newcomer, po.id);
  const far = await rig.submit('new-member', { ...newcomer, lastName: 'Lointain' }, elsewhere.id);
  await work();
  expect(await shownInQueue(second)).toContain('other-open-request');

  const { version } = await rig.requestOf(first);
  await rejectRequest(rig.office(), { requestId: first, version, reason: 'Envoyée deux fois.' }, rig.settings);
  await work();
  expect(await shownInQueue(second)).not.toContain('other-open-request');

  const looks = await database.db('worker').select().from(outbox).where(eq(outbox.kind, 'arrive'));
  const refs = (id: string) => looks.map(({ ref }) => ref).filter((ref) => ref.startsWith(id));
  expect(refs(second)).toEqual(expect.arrayContaining([second, `${second}/${first}@${version}`]));
  expect(refs(second)).toHaveLength(3);
  expect(refs(far)).toEqual([far]);
  expect(looks.every(({ state }) => state === 'done')).toBe(true);
});
