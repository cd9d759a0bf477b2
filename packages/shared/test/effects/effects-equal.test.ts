import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { person } from '../../src/db/tables/person.ts';
import { po as poTable } from '../../src/db/tables/po.ts';
import { toDateRange } from '../../src/domain/periods.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../../src/domain/roles.ts';
import { advance } from '../../src/effects/advance.ts';
import type { Effect, EffectKind, EffectOf } from '../../src/effects/effect.ts';
import { WRITES } from '../../src/effects/sql/writes.ts';
import type { World } from '../../src/effects/world.ts';
import { makePlan } from '../../src/request-types/make-plan.ts';
import { requestType } from '../../src/request-types/registry.ts';
import type { Facts } from '../../src/request-types/request-type.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { cause } from '../../src/db/tables/cause.ts';
import { personMerge } from '../../src/db/tables/person-merge.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { type AnyRequest, anyRequest, PEOPLE, SCHOOLS } from './any-request.ts';
import { reloadWorld, TODAY, withoutAnnulled, writeEffects } from './effect-rig.ts';

const address = {
  street: 'Rue de la Gare',
  number: '3',
  box: 'b',
  postcode: '5590',
  locality: 'Ciney',
  country: 'FR',
};

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let run = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
});
afterAll(() => database.close());

type Place = Awaited<ReturnType<typeof makePlace>>;

/** A PO of its own with two schools, members present, past and to come, and accounts in three states. */
async function makePlace() {
  run += 1;
  const mailHost = `run${run}.example`;
  const po = await build.po({ contactEmail: `po@${mailHost}` });
  const schools = [await build.school(po.id, { name: SCHOOLS[0] }), await build.school(po.id, { name: SCHOOLS[1] })];
  const closing = await build.school(po.id, { name: 'École de l’Ébauche', closedOn: '2026-08-31' });
  const heir = await build.po();
  const announced = { nextNumber: '0206731645', nextNumberOn: '2026-09-01', nextNumberBy: po.createdBy };
  await database.db('migrator').update(poTable).set(announced).where(eq(poTable.id, heir.id));
  const ended = await build.po({ closedOn: '2025-08-31', mergedInto: po.id });
  const next = { nextPoId: heir.id, nextPoOn: '2026-09-01', nextPoBy: po.createdBy };
  const leaving = await build.school(po.id, { name: 'École de la Mise au net', ...next });
  const [paul, anne, luc, gone] = await Promise.all([
    build.person({ ...PEOPLE[0], email: `a@${mailHost}` }),
    build.person({ ...PEOPLE[1], email: `b@${mailHost}` }),
    build.person(PEOPLE[2]),
    build.person({ firstName: 'Zoé', lastName: 'Esquisse', birthDate: '1951-04-05', deceased: true }),
  ]);
  const present = await build.mandate(paul.id, po.id, { from: '2020-01-01', to: null }, [
    'president',
    { role: 'treasurer', period: { from: '2021-01-01', to: '2026-12-31' } },
  ]);
  const ahead = await build.mandate(anne.id, po.id, { from: '2026-09-01', to: '2027-08-31' }, ['secretary']);
  const past = await build.mandate(luc.id, po.id, { from: '2019-01-01', to: '2026-03-31' });
  const active = await build.account(paul.id, `a@${mailHost}`);
  const invited = await build.account(anne.id, `b@${mailHost}`, { state: 'invited', emailVerified: false });
  const moving = await build.account(gone.id, `n@${mailHost}`, { pendingEmail: `m@${mailHost}` });
  const closed = await build.account(luc.id, `c@${mailHost}`, { state: 'closed', activatedAt: new Date(0) });
  const other = await build.person({ firstName: 'Zoé', lastName: 'Esquisse', birthDate: '1951-05-04' });
  const double = await mergedInto(luc.id, past);
  const empty = { schools: {}, mandates: {}, roles: {}, accounts: {} };
  const about = {
    pos: { [po.id]: po, [heir.id]: heir, [ended.id]: ended },
    persons: {
      [paul.id]: paul,
      [anne.id]: anne,
      [luc.id]: luc,
      [gone.id]: gone,
      [other.id]: other,
      [double.id]: double,
    },
    ...empty,
  };
  const world = await reloadWorld(database.db('worker'), about as unknown as World);
  const roleOf = (mandateId: string, name: string) =>
    Object.values(world.roles).find((held) => held.mandateId === mandateId && held.role === name)?.id ?? '';
  return {
    mailHost,
    po,
    schools,
    paul,
    anne,
    luc,
    gone,
    other,
    double,
    heir,
    ended,
    leaving,
    closing,
    moving,
    present,
    ahead,
    past,
    active,
    invited,
    closed,
    world,
    president: roleOf(present.id, 'president'),
    secretary: roleOf(ahead.id, 'secretary'),
  };
}

/** A record that was merged into that person, with the mandate that came from it: the cause has the id of the record. */
async function mergedInto(survivorId: string, moved: Awaited<ReturnType<typeof build.mandate>>) {
  const db = database.db('migrator');
  const double = await build.person({ firstName: 'Lucas', lastName: 'Gabarit' });
  await db.insert(cause).values({ id: double.id, kind: 'demo', actorKind: 'system', actorLabel: 'test' });
  const row = { ...moved, person_id: double.id, po_id: moved.poId, opened_by: moved.openedBy };
  const mandates = [{ ...row, period: toDateRange(moved.period) }];
  const nothing = {
    roles: [],
    accounts: [],
    tokens: [],
    tasks: [],
    mails: [],
    envois: [],
    requests: [],
    decisions: [],
    staff: [],
  };
  await db
    .insert(personMerge)
    .values({ id: double.id, survivorId, mergedId: double.id, found: { mandates, ...nothing } });
  await db.update(person).set({ mergedInto: survivorId, mergedBy: double.id }).where(eq(person.id, double.id));
  return { ...double, mergedInto: survivorId };
}

/** One effect of each kind, each of which changes something where the kind can. The type asks for every kind. */
const ONE_OF_EACH: { [K in EffectKind]: (place: Place) => Omit<EffectOf<K>, 'kind'> } = {
  'create-person': () => ({
    ...PEOPLE[3],
    personId: randomUUID(),
    email: 'jeanne@maquette.example',
    phone: null,
    address,
  }),
  'set-person-field': ({ paul }) => ({
    personId: paul.id,
    field: 'lastName',
    from: paul.lastName,
    to: 'Exemple-Dupont',
  }),
  'mark-deceased': ({ luc }) => ({ personId: luc.id }),
  'unmark-deceased': ({ gone }) => ({ personId: gone.id }),
  'open-mandate': ({ luc, po }) => ({
    mandateId: randomUUID(),
    personId: luc.id,
    poId: po.id,
    from: '2026-07-01',
    to: null,
  }),
  'end-mandate': ({ past }) => ({ mandateId: past.id, on: '2025-12-31', reason: 'resignation' }),
  'set-mandate-dates': ({ ahead }) => ({ mandateId: ahead.id, from: '2026-08-15', to: null }),
  'annul-mandate': ({ past }) => ({ mandateId: past.id }),
  'assign-role': ({ present }) => ({
    roleId: randomUUID(),
    mandateId: present.id,
    role: 'pdp-referent',
    from: '2026-01-01',
    to: '2026-12-31',
  }),
  'end-role': ({ president }) => ({ roleId: president, on: TODAY }),
  'set-role-dates': ({ secretary }) => ({ roleId: secretary, from: '2026-10-01', to: '2026-10-01' }),
  'annul-role': ({ secretary }) => ({ roleId: secretary }),
  'set-po-field': ({ po }) => ({ poId: po.id, field: 'enterpriseNumber', from: null, to: '0123456749' }),
  'found-po': ({ po }) => ({
    ...{
      poId: randomUUID(),
      regionId: po.regionId,
      fase: po.fase + 500,
      name: 'PO de la Relève',
      address,
      on: '2026-09-01',
    },
    ...{ enterpriseNumber: null, contactEmail: null, contactPhone: '+3281223344' },
  }),
  'announce-number': ({ po }) => ({ poId: po.id, from: null, number: '0403019261', on: '2026-09-01' }),
  'withdraw-number': ({ heir }) => ({ poId: heir.id, number: '0206731645', on: '2026-09-01' }),
  'close-po': ({ po, heir }) => ({ poId: po.id, on: '2026-08-31', mergedInto: heir.id }),
  'reopen-po': ({ ended, po }) => ({ poId: ended.id, closedOn: '2025-08-31', mergedInto: po.id }),
  'transfer-school': ({ schools, po, heir }) => ({
    ...{ schoolId: schools[0]?.id ?? '', fromPoId: po.id, toPoId: heir.id, on: '2026-06-01' },
  }),
  'announce-transfer': ({ schools, heir }) => ({
    ...{ schoolId: schools[0]?.id ?? '', toPoId: heir.id, on: '2026-09-01' },
  }),
  'withdraw-transfer': ({ leaving, heir }) => ({ schoolId: leaving.id, toPoId: heir.id, on: '2026-09-01' }),
  'open-school': ({ po }) => ({
    schoolId: randomUUID(),
    poId: po.id,
    name: 'École de l’Ébauche',
    fase: null,
    address,
    on: '2026-09-01',
  }),
  'close-school': ({ schools }) => ({ schoolId: schools[0]?.id ?? '', on: '2026-08-31' }),
  'reopen-school': ({ closing }) => ({ schoolId: closing.id, closedOn: '2026-08-31' }),
  'rename-school': ({ schools }) => ({ schoolId: schools[0]?.id ?? '', from: SCHOOLS[0], to: 'École de l’Ébauche' }),
  'move-school': ({ schools }) => ({ schoolId: schools[1]?.id ?? '', from: address, to: address }),
  invite: ({ mailHost }) => ({ accountId: randomUUID(), personId: '', email: `e@${mailHost}`, on: '2026-09-01' }),
  'leave-address': ({ closed, luc, mailHost }) => ({
    ...{ accountId: closed.id, personId: luc.id, email: `c@${mailHost}` },
  }),
  'hold-account': ({ mailHost }) => ({ accountId: randomUUID(), personId: '', email: `a@${mailHost}` }),
  'reopen-account': ({ closed, luc, mailHost }) => ({
    accountId: closed.id,
    personId: luc.id,
    email: `d@${mailHost}`,
    on: TODAY,
  }),
  'restore-account': ({ closed, luc, past, mailHost }) => ({
    accountId: closed.id,
    personId: luc.id,
    mandateId: past.id,
    email: `c@${mailHost}`,
    on: TODAY,
  }),
  'announce-mandate': ({ present, paul, po, mailHost }) => ({
    mandateId: present.id,
    personId: paul.id,
    poId: po.id,
    email: `a@${mailHost}`,
  }),
  'close-account': ({ active, paul }) => ({ accountId: active.id, personId: paul.id, after: '2026-08-31' }),
  'readdress-invitation': ({ invited, anne, mailHost }) => ({
    accountId: invited.id,
    personId: anne.id,
    email: `d@${mailHost}`,
  }),
  'propose-sign-in-address': ({ active, paul, mailHost }) => ({
    accountId: active.id,
    personId: paul.id,
    from: `a@${mailHost}`,
    to: `d@${mailHost}`,
  }),
  'withdraw-sign-in-address': ({ moving, gone, mailHost }) => ({
    accountId: moving.id,
    personId: gone.id,
    to: `m@${mailHost}`,
  }),
  'merge-person': ({ paul, other }) => ({ personId: paul.id, mergedId: other.id }),
  'move-mandate': ({ past, anne, luc }) => ({ mandateId: past.id, personId: anne.id, fromPersonId: luc.id }),
  'move-role': ({ secretary, present, ahead }) => ({
    roleId: secretary,
    mandateId: present.id,
    fromMandateId: ahead.id,
  }),
  'keep-account': ({ active, closed, paul, luc }) => ({
    accountId: closed.id,
    personId: paul.id,
    closedAccountId: active.id,
    mergedId: luc.id,
  }),
  'unmerge-person': ({ luc, double, past, world }) => ({
    personId: luc.id,
    mergedId: double.id,
    mergeId: double.id,
    mandates: Object.values(world.mandates)
      .filter(({ id }) => id === past.id)
      .map((row) => ({ ...row, personId: double.id })),
    roles: [],
    accounts: [],
  }),
};

/** What only happens on a later day, or outside the PO database. */
const CHANGES_NOTHING_YET: EffectKind[] = ['announce-mandate', 'close-account'];

describe('what was shown is what is written', () => {
  test('every kind of effect has its case here', () => {
    expect(Object.keys(ONE_OF_EACH).sort()).toEqual(Object.keys(WRITES).sort());
  });

  test.each(Object.keys(ONE_OF_EACH) as EffectKind[])('%s', async (kind) => {
    const place = await makePlace();
    const shown = structuredClone(place.world);
    const effects: Effect[] = [];
    let effect = { kind, ...ONE_OF_EACH[kind](place) } as Effect;
    if (effect.kind === 'invite' || effect.kind === 'hold-account') {
      const personId = randomUUID();
      effects.push({ kind: 'create-person', ...PEOPLE[4], personId, email: effect.email, phone: null, address });
      effect = { ...effect, personId };
    }
    effects.push(effect);
    for (const step of effects) advance(shown, step);
    await writeEffects(database.db('worker'), effects);
    const written = await reloadWorld(database.db('worker'), shown);
    expect(written).toEqual(withoutAnnulled(shown));
    if (!CHANGES_NOTHING_YET.includes(kind)) expect(written).not.toEqual(place.world);
  });

  test('whatever sequence of requests is approved and applied', async () => {
    const seen = new Set<EffectKind>();
    await fc.assert(
      fc.asyncProperty(fc.array(anyRequest('HOST'), { minLength: 1, maxLength: 8 }), async (requests) => {
        const place = await makePlace();
        const shown = structuredClone(place.world);
        for (const request of requests) {
          const effects = planOf(withHost(request, place.mailHost), shown, place.po.id);
          if (effects === null) continue;
          for (const effect of effects) {
            advance(shown, effect);
            seen.add(effect.kind);
          }
          await writeEffects(database.db('worker'), effects);
          expect(await reloadWorld(database.db('worker'), shown)).toEqual(withoutAnnulled(shown));
        }
      }),
      { numRuns: 50 },
    );
    expect(seen.size).toBeGreaterThan(10);
  }, 60_000);
});

/** A plan is made on the state as it will be; one that a finding blocks is not approved. */
function planOf({ type, payload, settlement }: AnyRequest, world: World, poId: string): Effect[] | null {
  const facts: Facts = {
    requestId: randomUUID(),
    world: withoutAnnulled(world),
    poId,
    poCandidates: [],
    submitter: { name: 'Marie Présidente', personId: null, confirmed: false, roles: [] },
    openRequests: [],
    announced: [],
    singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES,
    settlement,
  };
  const stored = requestType(type).payload.parse(payload);
  const plan = makePlan(type, stored, facts, TODAY);
  return plan.findings.some(({ severity }) => severity === 'blocking') ? null : plan.effects;
}

function withHost(request: AnyRequest, mailHost: string): AnyRequest {
  return JSON.parse(JSON.stringify(request).replaceAll('@HOST', `@${mailHost}`)) as AnyRequest;
}
