import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StaffActor } from '../../src/commands/context.ts';
import { todayInBrussels } from '../../src/domain/dates.ts';
import { ageOf, DEFAULT_AGE_ALERTS } from '../../src/domain/request-age.ts';
import { mondayOf } from '../../src/domain/weeks.ts';
import { measureDelays } from '../../src/reads/dashboard/measure-delays.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

let database: TestDatabase;
let staff: StaffActor;
let rig: ReturnType<typeof requestRig>;
let poId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  rig = requestRig(database, staff, () => new Date('2026-06-17T10:00:00Z'));
  poId = (await build.po()).id;
});
afterAll(() => database.close());

const REMOVAL = {
  ...{ firstName: 'Nemo', lastName: 'Inconnu', email: null, birthDate: null },
  ...{ endDate: '2026-08-31', reason: 'other' },
};

const SINCE = '2026-03-02';
const HOUR = 3_600_000;

/** Lives over the change of the clock, Easter, Whitsun and the turn of a year; most begin close to the day looked at. */
const life = fc.record({
  type: fc.constantFrom('new-member', 'removal', 'member-change'),
  state: fc.constantFrom('applied', 'applied', 'rejected', 'withdrawn', 'submitted'),
  came: fc.oneof(
    fc.date({ min: new Date('2026-02-20T00:00:00Z'), max: new Date('2026-06-20T00:00:00Z'), noInvalidDate: true }),
    fc.date({ min: new Date('2024-11-01T00:00:00Z'), max: new Date('2026-06-20T00:00:00Z'), noInvalidDate: true }),
  ),
  /** Hours from one step to the next: asked, closed, asked again, closed again; then settled. */
  steps: fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 })), { maxLength: 3 }),
  last: fc.integer({ min: 0, max: 400 }),
});

type Life = typeof life extends fc.Arbitrary<infer Lived> ? Lived : never;

function datesOf({ came, steps, last }: Life) {
  let at = came.getTime();
  const waits = steps.map(([before, during]) => {
    const askedAt = new Date((at += before * HOUR));
    return { askedAt, closedAt: new Date((at += during * HOUR)) };
  });
  return { createdAt: came, waits, settledAt: new Date(at + last * HOUR) };
}

test('says of any lives what the age of each request says, one by one', async () => {
  const lives = fc.sample(life, { numRuns: 400, seed: 20_260_617 }).map((each) => ({ ...each, ...datesOf(each) }));
  const sql = database.sql('migrator');
  const { submissionId } = await rig.requestOf(await rig.submit('removal', REMOVAL, poId));
  const lived = JSON.stringify(lives.map((each, index) => ({ ...each, position: index + 100, steps: undefined })));
  await sql`
    insert into change_request (id, submission_id, position, type, region_id, subject, created_at)
    select uuidv7(), ${submissionId}, position, type, ${staff.regionId}, 'Nemo', "createdAt"
    from jsonb_to_recordset(${lived}::text::jsonb) l (position int, type text, "createdAt" timestamptz)`;
  await sql`
    insert into correction (request_id, questions, state, payload_version, asked_by, asked_at, closed_at)
    select c.id, '[{"field": null, "message": "?"}]', 'cancelled', 1, ${staff.id}, w."askedAt", w."closedAt"
    from jsonb_to_recordset(${lived}::text::jsonb) l (position int, waits jsonb) join change_request c using (position),
      jsonb_to_recordset(l.waits) w ("askedAt" timestamptz, "closedAt" timestamptz)`;
  await sql`
    update change_request c set state = l.state, settled_at = l."settledAt"
    from jsonb_to_recordset(${lived}::text::jsonb) l (position int, state text, "settledAt" timestamptz)
    where c.position = l.position and l.state <> 'submitted'`;

  const told = new Map<string, number>();
  for (const { type, state, settledAt, ...rest } of lives) {
    const over = todayInBrussels(settledAt);
    if ((state !== 'applied' && state !== 'rejected') || over < SINCE) continue;
    const { days } = ageOf({ ...rest, settledAt }, settledAt, DEFAULT_AGE_ALERTS);
    const key = `${mondayOf(over)} ${type} ${days}`;
    told.set(key, (told.get(key) ?? 0) + 1);
  }
  const measured = (await measureDelays(database.db('backoffice'), staff.regionId, SINCE)).flatMap(
    ({ week, type, days }) =>
      [...days]
        .filter(([, requests]) => requests > 0)
        .map(([value, requests]) => [`${week} ${type} ${value}`, requests] as const),
  );
  expect(told.size).toBeGreaterThan(60);
  expect(new Map(measured.sort())).toEqual(new Map([...told].sort()));
});
