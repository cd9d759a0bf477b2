import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { StaffActor } from '../../src/commands/context.ts';
import { splitRequest } from '../../src/commands/split-request.ts';
import { changeRequest } from '../../src/db/tables/change-request.ts';
import { person } from '../../src/db/tables/person.ts';
import { ConflictError, ForbiddenError, InvalidInputError } from '../../src/errors/errors.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const now = () => new Date('2026-06-15T10:00:00Z');

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let rig: ReturnType<typeof requestRig>;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  rig = requestRig(database, staff, now);
});
afterAll(() => database.close());

const change = {
  ...{ knownBirthDate: null, email: null, phone: '081 44 44 44', address: null, newFirstName: null },
  ...{ newLastName: 'Croquis', birthDate: null, addedRoles: [], addedFrom: null, endedRoles: [], endedOn: null },
  ...{ mandateFrom: null, mandateTo: null, correctedRole: null, correctedRoleFrom: null, correctedRoleTo: null },
  replaces: [],
};

let born = 1950;

async function renamed() {
  const po = await build.po();
  born += 1;
  const birthDate = `${born}-03-02`;
  const anne = await build.person({ firstName: 'Anne', lastName: 'Modèle', birthDate, phone: '+3281111111' });
  await build.mandate(anne.id, po.id, { from: '2020-01-01', to: null });
  const id = await rig.submit('member-change', { ...change, firstName: 'Anne', lastName: 'Modèle' }, po.id);
  return { id, anne };
}

const split = (requestId: string, parts: string[], version = 1, actor: StaffActor = staff) =>
  splitRequest(rig.office(actor), { requestId, version, parts }, rig.settings);

describe('a request that is cut in two', () => {
  test('keeps what was ticked with its plan, and leaves the rest to be decided beside it', async () => {
    const { id, anne } = await renamed();
    const { otherId, version } = await split(id, ['newLastName']);
    const [kept, other] = [await rig.requestOf(id), await rig.requestOf(otherId)];
    expect(kept).toMatchObject({ state: 'submitted', version, payloadVersion: 2, position: 1, splitFrom: null });
    expect(other).toMatchObject({ state: 'submitted', payloadVersion: 1, position: 2, splitFrom: id });
    expect(other.submissionId).toBe(kept.submissionId);
    expect(other.createdAt).toEqual(kept.createdAt);
    expect(kept.findings?.length).toBeGreaterThan(0);
    expect(other.findings?.length).toBeGreaterThan(0);

    expect((await rig.show(id)).sentence).toBe('Anne Modèle s’appelle désormais Anne Croquis');
    expect((await rig.show(otherId)).sentence).toBe('Anne Modèle change de téléphone');
    // The one is applied; whom the other is about is still known under the former name.
    expect(await rig.approveAndApply(id)).toEqual({ outcome: 'applied' });
    expect(await rig.approveAndApply(otherId)).toEqual({ outcome: 'applied' });
    const [known] = await database.db('migrator').select().from(person).where(eq(person.id, anne.id));
    expect(known).toMatchObject({ lastName: 'Croquis', phone: '+3281444444' });
  });

  test('keeps what was sent, and says on both what became of it, in history and audit', async () => {
    const { id } = await renamed();
    const { otherId } = await split(id, ['phone']);
    const sql = database.sql('migrator');
    const versions = await sql`
      select payload ->> 'phone' as phone, payload ->> 'newLastName' as name from request_payload
      where request_id = any(${[id, otherId]}::uuid[]) order by request_id = ${otherId}, version`;
    expect(versions).toEqual([
      { phone: '+3281444444', name: 'Croquis' },
      { phone: '+3281444444', name: null },
      { phone: null, name: 'Croquis' },
    ]);
    const events = await sql`
      select request_id, reason from request_event where event = 'split' and request_id = any(${[id, otherId]}::uuid[])
      order by id`;
    expect(events).toEqual([
      { request_id: id, reason: 'Reste ici : téléphone. Devient la demande 2 : nom.' },
      { request_id: otherId, reason: 'Vient de la demande 1 : nom.' },
    ]);
    const audited = await sql`
      select request_id from audit_entry where action = 'split-request' and request_id = any(${[id, otherId]}::uuid[])`;
    expect(audited).toHaveLength(2);
    const arrivals = await sql`select from outbox where kind = 'arrive' and ref = ${otherId} and state = 'pending'`;
    expect(arrivals).toHaveLength(1);
  });

  test('cuts the roles of a new member: who comes first makes the person, the other gives the rest', async () => {
    const po = await build.po();
    const newcomer = {
      ...{ firstName: 'Odile', lastName: 'Maquette', birthDate: '1966-07-08', email: null, phone: '+3281222222' },
      address: { street: 'Rue du Croquis', number: '1', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
      ...{ startDate: '2026-06-01', roles: ['secretary', 'administrator'], replaces: [] },
    };
    const id = await rig.submit('new-member', newcomer, po.id);
    const { otherId } = await split(id, ['role:administrator']);
    expect(await rig.approveAndApply(id)).toEqual({ outcome: 'applied' });
    const held = () => database.sql('migrator')`
      select m.id as mandate, r.role from person p join mandate m on m.person_id = p.id and m.po_id = ${po.id}
        join role_assignment r on r.mandate_id = m.id where p.last_name = 'Maquette' order by r.role`;
    const first = await held();
    expect(first).toMatchObject([{ role: 'administrator' }]);
    expect(await rig.approveAndApply(otherId)).toEqual({ outcome: 'applied' });
    expect(await held()).toEqual([...first, { mandate: first[0]?.mandate, role: 'secretary' }]);
  });

  test('is refused on an old version, the second time, and when it is decided', async () => {
    const { id } = await renamed();
    await split(id, ['phone']);
    await expect(split(id, ['phone'])).rejects.toThrow(ConflictError);
    await expect(split(id, ['phone'], 2)).rejects.toThrow(InvalidInputError);
    const decided = await renamed();
    const { version } = await rig.approve(decided.id);
    await expect(split(decided.id, ['phone'], version)).rejects.toThrow(ConflictError);
    const all = await database
      .db('migrator')
      .select()
      .from(changeRequest)
      .where(eq(changeRequest.splitFrom, decided.id));
    expect(all).toEqual([]);
  });

  test('is refused for nothing, for everything, and for a type that is taken or left', async () => {
    const { id } = await renamed();
    await expect(split(id, [])).rejects.toThrow(InvalidInputError);
    await expect(split(id, ['phone', 'newLastName'])).rejects.toThrow(InvalidInputError);
    await expect(split(id, ['email'])).rejects.toThrow(InvalidInputError);
    const removal = await rig.submit(
      'removal',
      { firstName: 'Nemo', lastName: 'Inconnu', email: null, birthDate: null, endDate: '2026-08-31', reason: 'other' },
      (await build.po()).id,
    );
    await expect(split(removal, ['endDate'])).rejects.toThrow(InvalidInputError);
  });

  test('is refused to readers, to another secretariat, and about oneself', async () => {
    const { id, anne } = await renamed();
    await expect(split(id, ['phone'], 1, { ...staff, role: 'reader' })).rejects.toThrow(ForbiddenError);
    await expect(split(id, ['phone'], 1, { ...staff, personId: anne.id })).rejects.toThrow(ForbiddenError);
    const elsewhere = { ...staff, regionId: '00000000-0000-4000-8000-000000000000' };
    await expect(split(id, ['phone'], 1, elsewhere)).rejects.toMatchObject({ code: 'not-found' });
    expect(await rig.requestOf(id)).toMatchObject({ version: 1, payloadVersion: 1 });
  });
});
