import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { orderEdit } from '../../src/commands/edits/order-edit.ts';
import type { TypedEdit } from '../../src/commands/edits/read-order.ts';
import { addDays, splitDate } from '../../src/domain/dates.ts';
import { isGuichetError } from '../../src/errors/errors.ts';
import { previewEdit } from '../../src/reads/preview-edit.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

jest.setTimeout(180_000);

const now = () => new Date('2026-06-15T10:00:00Z');
const HANDS = 4;
const TURNS = 30;
const NOTHING_DATE = { day: '', month: '', year: '' };

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** The same numbers each time, so that a run that fails fails again. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('edits of the same members by four hands at once are applied one after the other, or refused in words', async () => {
  const build = registerBuilder(database.db('migrator'));
  const po = await build.po();
  const people: string[] = [];
  for (const lastName of ['Premier', 'Deuxième', 'Troisième']) {
    const person = await build.person({ lastName, email: `${lastName.toLowerCase()}@po.example` });
    await build.mandate(person.id, po.id, { from: '2025-01-01', to: null }, ['administrator']);
    people.push(person.id);
  }
  const staff = await build.staff();
  const rig = requestRig(database, staff, now);
  const sql = database.sql('migrator');
  const refused = new Set<string>();

  /** Any edit on the mandates and roles as they stand at this moment. */
  const anyEdit = async (random: (below: number) => number): Promise<TypedEdit> => {
    const day = () => splitDate(addDays('2025-01-01', random(24) * 30));
    const to = () => (random(2) === 0 ? NOTHING_DATE : day());
    const mandates = await sql`select id from mandate where po_id = ${po.id} and annulled_at is null order by id`;
    const roles = await sql`select r.id from role_assignment r join mandate m on m.id = r.mandate_id
      where m.po_id = ${po.id} and r.annulled_at is null order by r.id`;
    const mandateId = String(mandates[random(mandates.length)]?.id ?? '');
    const roleId = String(roles[random(roles.length)]?.id ?? '');
    const on = (kind: TypedEdit['kind'], id: string, values: TypedEdit['values'] = {}): TypedEdit => ({
      ...{ kind, target: { id, poId: po.id }, values },
    });
    const open = on('open-mandate', people[random(people.length)] ?? '', {
      from: day(),
      to: to(),
      roles: ['treasurer'],
    });
    const choices = [
      open,
      ...(mandateId === ''
        ? []
        : [
            on('set-mandate-dates', mandateId, { from: day(), to: to() }),
            on('end-mandate', mandateId, { endDate: day(), reason: 'other' }),
            on('annul-mandate', mandateId),
            on('assign-role', mandateId, { role: random(2) === 0 ? 'secretary' : 'president', from: day(), to: to() }),
          ]),
      ...(roleId === ''
        ? []
        : [
            on('set-role-dates', roleId, { from: day(), to: to() }),
            on('end-role', roleId, { endDate: day() }),
            on('annul-role', roleId),
          ]),
    ];
    return choices[random(choices.length)] ?? open;
  };

  const oneHand = async (seed: number): Promise<void> => {
    const random = seeded(seed);
    for (let turn = 0; turn < TURNS; turn += 1) {
      const typed = { id: randomUUID(), edits: [await anyEdit(random)], reason: 'Essai', holders: {} };
      try {
        const shown = await previewEdit(database.db('backoffice'), staff, typed, { ...rig.settings, now: now() });
        const acknowledged = shown.findings.map(({ code }) => code);
        const { requestId } = await orderEdit(
          rig.office(),
          { ...typed, shownHash: shown.shownHash, acknowledged },
          rig.settings,
        );
        const [decided] = await sql`select id from decision where request_id = ${requestId}`;
        await rig.apply(String(decided?.id));
      } catch (error) {
        // A finding that blocks, or somebody was quicker: said in words, and nothing was written.
        if (!isGuichetError(error)) throw error;
        refused.add(error.code);
      }
    }
  };
  await Promise.all(Array.from({ length: HANDS }, (_, hand) => oneHand(hand + 1)));

  // Those that waited for their predecessors, in the order of their decisions.
  const open = await sql`select id from decision where settled_at is null order by sequence`;
  for (const { id } of open) await rig.apply(String(id));

  const [told] = await sql`
    select (select count(*) from mandate a join mandate b on b.person_id = a.person_id and b.po_id = a.po_id and b.id > a.id
        where a.annulled_at is null and b.annulled_at is null and a.period && b.period)::int as overlaps,
      (select count(*) from role_assignment r join mandate m on m.id = r.mandate_id
        where r.annulled_at is null and (m.annulled_at is not null or not r.period <@ m.period))::int as outside,
      (select count(*) from change_request where state not in ('applied', 'failed'))::int as open,
      (select count(*) from change_request where state = 'applied')::int as applied,
      (select count(*) from cause where kind = 'staff-edit')::int as causes`;
  expect(told).toMatchObject({ overlaps: 0, outside: 0, open: 0 });
  expect(Number(told?.applied)).toBeGreaterThan(HANDS * 5);
  expect(told?.causes).toBe(told?.applied);
  expect([...refused].every((code) => ['invalid-input', 'stale-plan'].includes(code))).toBe(true);
});
