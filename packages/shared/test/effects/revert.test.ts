import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../../src/domain/roles.ts';
import { advance } from '../../src/effects/advance.ts';
import type { World } from '../../src/effects/world.ts';
import { REQUEST_TYPE_NAMES } from '../../src/request-types/forms.ts';
import { makePlan } from '../../src/request-types/make-plan.ts';
import type { Plan } from '../../src/request-types/plan.ts';
import { requestType } from '../../src/request-types/registry.ts';
import type { Facts } from '../../src/request-types/request-type.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { type AnyRequest, anyRequest, PEOPLE, SCHOOLS } from './any-request.ts';
import { reloadWorld, TODAY, writeEffects } from './effect-rig.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let run = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
});
afterAll(() => database.close());

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A PO of its own with members present, past and to come, two schools and accounts in three states. */
async function makePlace(): Promise<{ world: World; poId: string; mailHost: string }> {
  run += 1;
  const mailHost = `run${run}.example`;
  const po = await build.po();
  await build.school(po.id, { name: SCHOOLS[0] });
  await build.school(po.id, { name: SCHOOLS[1] });
  const paul = await build.person({ ...PEOPLE[0], email: `a@${mailHost}` });
  const anne = await build.person({ ...PEOPLE[1], email: `b@${mailHost}` });
  const luc = await build.person(PEOPLE[2]);
  await build.mandate(paul.id, po.id, { from: '2020-01-01', to: null }, [
    'president',
    { role: 'treasurer', period: { from: '2021-01-01', to: '2026-12-31' } },
  ]);
  await build.mandate(anne.id, po.id, { from: '2024-09-01', to: '2027-08-31' }, ['secretary']);
  await build.mandate(luc.id, po.id, { from: '2019-01-01', to: '2026-03-31' });
  await build.account(paul.id, `a@${mailHost}`);
  await build.account(anne.id, `b@${mailHost}`, { state: 'invited', emailVerified: false });
  await build.account(luc.id, `c@${mailHost}`, { state: 'closed' });
  const seed = { pos: { [po.id]: {} }, persons: { [paul.id]: {}, [anne.id]: {}, [luc.id]: {} } } as unknown as World;
  return { world: await reloadWorld(database.db('worker'), seed), poId: po.id, mailHost };
}

function factsOf(world: World, poId: string, requestId: string, more: Partial<Facts> = {}): Facts {
  return {
    requestId,
    world,
    poId,
    poCandidates: [],
    submitter: { name: 'Marie Présidente', personId: null, confirmed: false, roles: [] },
    openRequests: [],
    announced: [],
    singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES,
    settlement: {},
    ...more,
  };
}

const payload = {
  requestId: uuid(1),
  decisionId: uuid(2),
  reference: 'K7M4-P2XA',
  subject: 'Essai',
  sentence: 'Essai',
  reason: 'Essai',
};

const revertOf = (world: World, poId: string, reverted: Plan) =>
  makePlan('revert', payload, factsOf(world, poId, uuid(100 + run), { reverted }), TODAY);

/**
 * The register as people read it: rows by what they say, since what was annulled comes back as another row. Left out is
 * what only a later day or a person brings about, and what stays by design: the file of somebody new, a school that was
 * opened and is closed again, the account that closes by its own job.
 */
function readable(world: World, before: World) {
  const known = <T>(rows: Record<string, T>, former: Record<string, T>) =>
    Object.fromEntries(Object.entries(rows).filter(([id]) => Object.hasOwn(former, id)));
  const mandateName = (id: string) => {
    const mandate = world.mandates[id];
    return mandate && `${mandate.personId} ${mandate.poId} ${mandate.period.from} ${mandate.period.to}`;
  };
  const byText = (a: string, b: string) => (a < b ? -1 : 1);
  return {
    pos: world.pos,
    schools: known(world.schools, before.schools),
    opened: Object.values(world.schools).filter(
      ({ id, closedOn }) => !Object.hasOwn(before.schools, id) && closedOn === null,
    ),
    persons: known(world.persons, before.persons),
    mandates: Object.keys(world.mandates)
      .map((id) => mandateName(id) ?? '')
      .sort(byText),
    roles: Object.values(world.roles)
      .map(({ role, period, mandateId }) => `${role} ${period.from} ${period.to} ${mandateName(mandateId)}`)
      .sort(byText),
  };
}

/** Applies and reverts one request; null when a finding blocks it. */
async function applyAndRevert(type: string, stored: unknown, place: Awaited<ReturnType<typeof makePlace>>) {
  const { world, poId } = place;
  run += 1;
  const plan = makePlan(type, stored, factsOf(world, poId, uuid(run)), TODAY);
  if (plan.findings.some(({ severity }) => severity === 'blocking') || plan.effects.length === 0) return null;
  const touched = structuredClone(world);
  for (const effect of plan.effects) advance(touched, effect);
  const db = database.db('worker');
  await writeEffects(db, plan.effects);
  const back = revertOf(await reloadWorld(db, touched), poId, plan);
  await writeEffects(db, back.effects);
  return { plan, back, after: await reloadWorld(db, touched) };
}

function withHost(request: AnyRequest, mailHost: string): AnyRequest {
  return JSON.parse(JSON.stringify(request).replaceAll('@HOST', `@${mailHost}`)) as AnyRequest;
}

describe('an applied request that is taken back leaves the register as it was', () => {
  const samples = REQUEST_TYPE_NAMES.flatMap((name) =>
    requestType(name).samples.map(({ title, values }) => ({ name, title, values })),
  );

  test.each(samples)('$name: $title', async ({ name, values }) => {
    const place = await makePlace();
    const done = await applyAndRevert(name, z.parse(requestType(name).form, values), place);
    if (done === null)
      return expect(
        makePlan(name, z.parse(requestType(name).form, values), factsOf(place.world, place.poId, uuid(run)), TODAY)
          .findings,
      ).not.toEqual([]);
    expect(done.back.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(readable(done.after, place.world)).toEqual(readable(place.world, place.world));
  });

  test('whatever is asked, of whatever type', async () => {
    let reverted = 0;
    await fc.assert(
      fc.asyncProperty(anyRequest('HOST'), async (request) => {
        const place = await makePlace();
        const { type, payload: asked } = withHost(request, place.mailHost);
        const done = await applyAndRevert(type, requestType(type).payload.parse(asked), place);
        if (done === null) return;
        reverted += 1;
        const lost = done.back.findings.filter(({ code }) => code.startsWith('not-reverted'));
        // An invitation that went to another address cannot be called back; all else can.
        for (const { message } of lost) expect(message).toMatch(/mail d’activation est parti/);
        expect(readable(done.after, place.world)).toEqual(readable(place.world, place.world));
      }),
      { numRuns: 150 },
    );
    expect(reverted).toBeGreaterThan(40);
  }, 120_000);
});
