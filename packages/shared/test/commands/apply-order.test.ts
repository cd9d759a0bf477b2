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

/** Somebody with a mandate, whose new telephone number is approved. */
async function approvedPhone(phone: string, person: { firstName: string; lastName: string }) {
  const po = await build.po();
  const known = await build.person({ ...person, phone: '+3281111111' });
  await build.mandate(known.id, po.id, { from: '2020-01-01', to: null });
  const ask = (asked: string) => rig.submit('member-change', { ...unchanged, ...person, phone: asked }, po.id);
  return { personId: known.id, ask, ...(await rig.approve(await ask(phone))) };
}

const phoneOf = async (personId: string) => {
  const [known] = await database.db('migrator').select().from(person).where(eq(person.id, personId));
  return known?.phone;
};

describe('approvals applied together', () => {
  test('about different POs are all applied, each with its own origin and audit, and only once', async () => {
    const approved = await Promise.all(
      ['Bertrand', 'Camille', 'Dorothée'].map((firstName, n) =>
        approvedPhone(`081 44 44 4${n}`, { firstName, lastName: 'Ensemble' }),
      ),
    );
    const ids = approved.map(({ decisionId }) => decisionId);
    expect(await rig.applyTogether(ids)).toEqual(['applied', 'applied', 'applied']);
    expect(await rig.applyTogether(ids)).toEqual(['nothing', 'nothing', 'nothing']);
    const written = await database.sql('migrator')`
      select c.decision_id, a.subject_id, a.actor_kind, a.actor_id = d.staff_id as by_decider, f.subject_id as changed
      from cause c join decision d on d.id = c.decision_id join audit_entry a on a.cause_id = c.id
        join field_change f on f.cause_id = c.id
      where c.decision_id = any(${ids}::uuid[])`;
    expect(written).toHaveLength(3);
    for (const { personId, decisionId } of approved) {
      expect(written).toContainEqual({
        ...{ decision_id: decisionId, subject_id: personId, changed: personId },
        ...{ actor_kind: 'staff', by_decider: true },
      });
    }
    const mails = await database.sql('migrator')`
      select from mail m join decision d on d.request_id = m.request_id
      where m.kind = 'envoi-settled' and d.id = any(${ids}::uuid[])`;
    expect(mails).toHaveLength(3);
  });

  test('that build on each other are applied in the order in which they were decided', async () => {
    const first = await approvedPhone('081 51 51 51', { firstName: 'Émile', lastName: 'Suite' });
    const second = await rig.approve(await first.ask('081 52 52 52'));
    const third = await rig.approve(await first.ask('081 53 53 53'));
    expect(await rig.applyTogether([third.decisionId, second.decisionId])).toEqual(['wait', 'wait']);
    expect(await rig.applyTogether([third.decisionId, first.decisionId, second.decisionId])).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
    expect(await phoneOf(first.personId)).toBe('+3281535353');
  });

  test('fail alone when what they were approved on has changed', async () => {
    const stale = await approvedPhone('081 61 61 61', { firstName: 'Fanny', lastName: 'Périmée' });
    const good = await approvedPhone('081 62 62 62', { firstName: 'Gilles', lastName: 'Valable' });
    await database.db('migrator').update(person).set({ phone: '+3281999999' }).where(eq(person.id, stale.personId));
    expect(await rig.applyTogether([stale.decisionId, good.decisionId])).toEqual(['failed', 'applied']);
    expect(await phoneOf(stale.personId)).toBe('+3281999999');
    expect(await phoneOf(good.personId)).toBe('+3281626262');
  });

  test('write nothing at all when the database refuses one of them', async () => {
    const good = await approvedPhone('081 71 71 71', { firstName: 'Henri', lastName: 'Retenu' });
    const refused = await approvedPhone('081 72 72 72', { firstName: 'Irène', lastName: 'Refusée' });
    await database.sql('migrator')`
      alter table person add constraint refused check (phone is distinct from '+3281727272') not valid`;
    await expect(rig.applyTogether([good.decisionId, refused.decisionId])).rejects.toThrow();
    expect(await phoneOf(good.personId)).toBe('+3281111111');
    expect(await rig.apply(good.decisionId)).toEqual({ outcome: 'applied' });
    await database.sql('migrator')`alter table person drop constraint refused`;
    expect(await rig.apply(refused.decisionId)).toEqual({ outcome: 'applied' });
  });
});

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
