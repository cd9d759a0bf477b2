import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { and, eq, inArray, like } from 'drizzle-orm';
import { memberAccount } from '../../../src/db/tables/member-account.ts';
import { changeRequest } from '../../../src/db/tables/change-request.ts';
import { mandate } from '../../../src/db/tables/mandate.ts';
import { outbox } from '../../../src/db/tables/outbox.ts';
import { staffTask } from '../../../src/db/tables/staff-task.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../../../src/domain/roles.ts';
import { createHandlers } from '../../../src/queue/handlers.ts';
import { runEntry } from '../../../src/queue/run-entry.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { registerBuilder, TEST_TOKEN_KEYS } from '../../../src/testing/register-builder.ts';
import { requestRig } from '../../../src/testing/request-rig.ts';
import { workContext } from '../../queue/queue-rig.ts';

const FIRST_NAMES = ['Roger', 'Solange', 'Thérèse', 'Ulysse', 'Valère'];
const LAST_NAMES = ['Bastogne', 'Wéris', 'Hotton', 'Redu', 'Orval'];
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('of five people approved with one address at the same moment, one is invited and the others wait, none refused', async () => {
  const build = registerBuilder(database.db('migrator'));
  const rig = requestRig(database, await build.staff(), () => new Date());
  const email = 'ensemble@boite.example';
  const approved: { requestId: string; decisionId: string }[] = [];
  for (const [n, firstName] of FIRST_NAMES.entries()) {
    const requestId = await rig.submit(
      'new-member',
      {
        ...{ firstName, lastName: LAST_NAMES[n], birthDate: `196${n}-02-03`, email, phone: '0470 12 34 56' },
        address: { street: 'Rue de la Gare', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
        ...{ startDate: '2026-06-01', roles: ['administrator'], replaces: [] },
      },
      (await build.po()).id,
    );
    // Each is shown an invitation: nobody has the address yet.
    expect(await rig.findings(requestId)).not.toContain('email-signs-in-someone-else');
    approved.push({ requestId, decisionId: (await rig.approve(requestId)).decisionId });
  }
  const db = database.db('migrator');
  const rows = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.kind, 'apply'),
        inArray(
          outbox.ref,
          approved.map(({ decisionId }) => decisionId),
        ),
      ),
    );
  expect(rows).toHaveLength(FIRST_NAMES.length);
  const ctx = { ...workContext(database), tokenKeys: TEST_TOKEN_KEYS, singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES };
  const handlers = createHandlers({ intakeUrl: 'http://a', extranetUrl: 'http://b', backofficeUrl: 'http://c' });
  // Who collides too often is rung again by the dispatcher: here by the next turn.
  for (let turn = 0; turn < FIRST_NAMES.length; turn += 1)
    await Promise.allSettled(rows.map(({ id }) => runEntry(ctx, handlers, id)));

  const requests = await db.select({ state: changeRequest.state }).from(changeRequest);
  expect(requests.map(({ state }) => state)).toEqual(FIRST_NAMES.map(() => 'applied'));
  expect(await db.select().from(mandate)).toHaveLength(FIRST_NAMES.length);
  const accounts = await db.select().from(memberAccount);
  expect(accounts.filter(({ state }) => state === 'invited')).toMatchObject([{ email }]);
  expect(accounts.filter(({ state }) => state === 'waiting')).toHaveLength(FIRST_NAMES.length - 1);
  const tasks = await db.select().from(staffTask).where(like(staffTask.kind, 'account-%'));
  expect(tasks).toHaveLength(FIRST_NAMES.length - 1);
  expect(await db.select().from(staffTask)).toHaveLength(tasks.length);
}, 60_000);
