import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { person } from '../../src/db/tables/person.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let rig: ReturnType<typeof requestRig>;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  rig = requestRig(database, await build.staff(), () => new Date('2026-06-15T10:00:00Z'));
});
afterAll(() => database.close());

const unchanged = {
  ...{ knownBirthDate: null, email: null, phone: null, address: null, newFirstName: null, newLastName: null },
  ...{ birthDate: null, addedRoles: [], addedFrom: null, endedRoles: [], endedOn: null, mandateFrom: null },
  ...{ mandateTo: null, correctedRole: null, correctedRoleFrom: null, correctedRoleTo: null, replaces: [] },
};

describe('approvals about the same value', () => {
  test('build on each other, and are applied in the order in which they were decided', async () => {
    const po = await build.po();
    const anne = await build.person({ firstName: 'Anne', lastName: 'Modèle', phone: '+3281111111' });
    await build.mandate(anne.id, po.id, { from: '2020-01-01', to: null });
    const ask = (phone: string) =>
      rig.submit('member-change', { ...unchanged, firstName: 'Anne', lastName: 'Modèle', phone }, po.id);
    const first = await rig.approve(await ask('081 22 22 22'));
    const second = await rig.approve(await ask('081 33 33 33'));

    expect(await rig.apply(second.decisionId)).toEqual({ outcome: 'wait' });
    expect(await rig.apply(first.decisionId)).toEqual({ outcome: 'applied' });
    expect(await rig.apply(second.decisionId)).toEqual({ outcome: 'applied' });
    const [known] = await database.db('migrator').select().from(person).where(eq(person.id, anne.id));
    expect(known?.phone).toBe('+3281333333');
  });
});
