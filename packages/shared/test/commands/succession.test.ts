import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import { rejectRequest } from '../../src/commands/reject-request.ts';
import { changeRequest } from '../../src/db/tables/change-request.ts';
import { requestPayload } from '../../src/db/tables/request-payload.ts';
import { roleAssignment } from '../../src/db/tables/role-assignment.ts';
import { addDays } from '../../src/domain/dates.ts';
import { ForbiddenError } from '../../src/errors/errors.ts';
import { DEFAULT_AGE_ALERTS } from '../../src/domain/request-age.ts';
import { getRequestView } from '../../src/reads/get-request-view.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const now = () => new Date('2026-06-15T10:00:00Z');
const forever = { from: '2020-01-01', to: null };

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let rig: ReturnType<typeof requestRig>;
let staff: Awaited<ReturnType<ReturnType<typeof registerBuilder>['staff']>>;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  rig = requestRig(database, staff, now);
});
afterAll(() => database.close());

type Said = { answer: 'yes' | 'no' | 'unknown'; name?: string };

/** Somebody new each time, whom nobody would take for another one. */
let born = '1960-01-01';

const newTreasurer = (said: Said | null) => ({
  firstName: 'Jeanne',
  lastName: `L${born.replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit))).replaceAll('-', '')}`,
  birthDate: born,
  email: null,
  address: { street: 'Rue de la Gare', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
  phone: '0470 12 34 56',
  startDate: '2026-09-01',
  roles: ['administrator', 'treasurer'],
  replaces: said ? [{ role: 'treasurer', answer: said.answer, name: said.name ?? null }] : [],
});

async function poWithTreasurers(...names: [string, string][]) {
  const { id: poId } = await build.po();
  const mandates = [];
  for (const [firstName, lastName] of names) {
    const { id } = await build.person({ firstName, lastName });
    mandates.push(await build.mandate(id, poId, forever, ['treasurer']));
  }
  return { poId, mandates };
}

async function lastDayOf(mandateId: string): Promise<string | null | undefined> {
  const [row] = await database
    .db('migrator')
    .select()
    .from(roleAssignment)
    .where(and(eq(roleAssignment.mandateId, mandateId), eq(roleAssignment.role, 'treasurer')));
  return row?.period.to;
}

const joining = (said: Said | null, poId: string) => {
  born = addDays(born, 40);
  return rig.submit('new-member', newTreasurer(said), poId);
};

const codes = async (requestId: string) =>
  (await rig.findings(requestId)).filter((code) => code.endsWith(':treasurer') || code.includes(':treasurer:'));

const ends = async (requestId: string) =>
  (await rig.show(requestId)).plan.effects.flatMap((effect) => (effect.kind === 'end-role' ? [effect.on] : []));

describe('a succession told by the submitter', () => {
  test.each([undefined, 'Pierre Dupont', 'DUPONT pierre', 'Mme Dupond'])(
    'ends the role of the one present holder the day before, in the same act (name given: %s)',
    async (name) => {
      const { poId, mandates } = await poWithTreasurers(['Pierre', 'Dupont']);
      const requestId = await rig.submit(
        'new-member',
        newTreasurer({ answer: 'yes', ...(name ? { name } : {}) }),
        poId,
      );
      expect(await codes(requestId)).toEqual(['holder-replaced:treasurer']);
      const shown = await rig.show(requestId);
      expect(shown.plan.findings.find(({ code }) => code === 'holder-replaced:treasurer')).toMatchObject({
        severity: 'info',
        message: 'Pierre Dupont est trésorier de ce PO depuis le 1/1/2020.',
        detail: 'L’auteur annonce ce remplacement : ce rôle se terminera le 31/8/2026.',
      });
      expect(shown.effects.map(({ text }) => text)).toEqual(
        expect.arrayContaining([expect.stringMatching(/Pierre Dupont.*31\/8\/2026/)]),
      );
      expect(shown.compared).toContainEqual(
        expect.objectContaining({ label: 'Trésorier·ère en place', known: 'Pierre Dupont, depuis le 1/1/2020' }),
      );
      expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
      expect(await lastDayOf(mandates[0]?.id ?? '')).toBe('2026-08-31');
    },
  );

  test('is taken back by staff, who keep both, and given again', async () => {
    const { poId } = await poWithTreasurers(['Pierre', 'Dupont']);
    const requestId = await joining({ answer: 'yes' }, poId);
    await rig.settle(requestId, { holders: { treasurer: 'keep' } });
    expect([await codes(requestId), await ends(requestId)]).toEqual([['second-holder:treasurer'], []]);
    await rig.settle(requestId, { holders: { treasurer: 'end' } });
    expect([await codes(requestId), await ends(requestId)]).toEqual([['holder-replaced:treasurer'], ['2026-08-31']]);
  });

  test('about somebody else than the present holder waits for staff to choose', async () => {
    const { poId } = await poWithTreasurers(['Pierre', 'Dupont']);
    const said = { answer: 'yes', name: 'Hortense Vanderelst' } as const;
    const requestId = await joining(said, poId);
    const finding = (await rig.show(requestId)).plan.findings.find(({ code }) => code === 'other-holder:treasurer');
    expect(finding).toMatchObject({ severity: 'blocking', detail: expect.stringContaining('« Hortense Vanderelst »') });
    expect(finding?.options?.map(({ label }) => label)).toEqual(['Pierre Dupont est remplacé·e', 'Garder les deux']);
    await rig.settle(requestId, finding?.options?.[0]?.set ?? {});
    expect([await codes(requestId), await ends(requestId)]).toEqual([['holder-replaced:treasurer'], ['2026-08-31']]);
  });

  test('where several hold the role has staff choose who leaves it, the name given first', async () => {
    const { poId, mandates } = await poWithTreasurers(['Pierre', 'Dupont'], ['Zoé', 'Martin']);
    const requestId = await joining({ answer: 'yes', name: 'Zoé Martin' }, poId);
    const finding = (await rig.show(requestId)).plan.findings.find(({ code }) => code === 'several-holders:treasurer');
    expect(finding?.severity).toBe('blocking');
    expect(finding?.options?.map(({ label }) => label)).toEqual([
      'Zoé Martin est remplacé·e',
      'Pierre Dupont est remplacé·e',
      'Tous sont remplacés',
      'Garder tout le monde',
    ]);
    await rig.settle(requestId, finding?.options?.[0]?.set ?? {});
    expect((await codes(requestId)).sort()).toEqual(['holder-replaced:treasurer:2', 'second-holder:treasurer'].sort());
    const view = await getRequestView(database.db('backoffice'), staff, requestId, {
      ...rig.settings,
      ageAlerts: DEFAULT_AGE_ALERTS,
      now: now(),
    });
    expect(view.settled.map(({ text }) => text).sort()).toEqual([
      'Rôle de trésorier : Pierre Dupont garde le rôle',
      'Rôle de trésorier : Zoé Martin quitte le rôle',
    ]);
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
    expect(await lastDayOf(mandates[0]?.id ?? '')).toBeNull();
    expect(await lastDayOf(mandates[1]?.id ?? '')).toBe('2026-08-31');
  });

  test('where nobody holds the role is a warning, which staff may put aside', async () => {
    const { id: poId } = await build.po();
    const requestId = await joining({ answer: 'yes' }, poId);
    expect(await codes(requestId)).toEqual(['nobody-to-replace:treasurer']);
    await rig.settle(requestId, { holders: { treasurer: 'keep' } });
    expect(await codes(requestId)).toEqual([]);
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
  });

  test('where the answer is no, unknown or was never asked keeps the warning with its offer', async () => {
    const { poId } = await poWithTreasurers(['Pierre', 'Dupont']);
    for (const said of [{ answer: 'no' }, { answer: 'unknown', name: 'Pierre Dupont' }, null] as const) {
      const requestId = await joining(said, poId);
      expect([await codes(requestId), await ends(requestId)]).toEqual([['second-holder:treasurer'], []]);
    }
  });

  test('is blocked by a holder who starts later, as ever', async () => {
    const { poId } = await poWithTreasurers(['Pierre', 'Dupont']);
    const { id } = await build.person({ firstName: 'Luc', lastName: 'Demain' });
    await build.mandate(id, poId, { from: '2027-01-01', to: null }, ['treasurer']);
    const requestId = await joining({ answer: 'yes' }, poId);
    const shown = await rig.show(requestId);
    expect((await codes(requestId)).sort()).toEqual(['holder-replaced:treasurer', 'later-holder:treasurer']);
    const later = shown.plan.findings.find(({ code }) => code === 'later-holder:treasurer');
    // The choice about who comes later leaves alone who is there.
    await rig.settle(requestId, later?.options?.find(({ label }) => label === 'S’arrêter la veille')?.set ?? {});
    expect((await codes(requestId)).sort()).toEqual(['holder-replaced:treasurer', 'holder-starts-later:treasurer']);
    expect(await ends(requestId)).toEqual(['2026-08-31']);
  });
});

describe('a succession and the departure of the former holder', () => {
  const departure = (endDate: string) => ({
    firstName: 'Pierre',
    lastName: 'Dupont',
    email: null,
    birthDate: null,
    endDate,
    reason: 'resignation',
  });

  /** One envoi: the treasurer leaves, another comes. */
  async function oneEnvoi(poId: string, endDate: string) {
    born = addDays(born, 40);
    const first = await rig.submit('removal', null, poId, {
      requests: [
        { type: 'removal', payload: departure(endDate) },
        { type: 'new-member', payload: newTreasurer({ answer: 'yes', name: 'Pierre Dupont' }) },
      ],
    });
    const { submissionId } = await rig.requestOf(first);
    const rows = await database
      .db('migrator')
      .select()
      .from(changeRequest)
      .where(eq(changeRequest.submissionId, submissionId));
    const idOf = (type: string) => rows.find((row) => row.type === type)?.id ?? '';
    return { leaves: idOf('removal'), joins: idOf('new-member') };
  }

  test.each(['2026-06-30', '2026-08-31', '2026-12-31'])(
    'of one envoi are approved in either order (the former leaves on %s)',
    async (endDate) => {
      for (const removalFirst of [true, false]) {
        const { poId, mandates } = await poWithTreasurers(['Pierre', 'Dupont']);
        const { leaves, joins } = await oneEnvoi(poId, endDate);
        const order = removalFirst ? [leaves, joins] : [joins, leaves];
        const decided = [];
        for (const requestId of order) decided.push(await rig.approve(requestId));
        for (const { decisionId } of decided) expect(await rig.apply(decisionId)).toEqual({ outcome: 'applied' });
        expect(await lastDayOf(mandates[0]?.id ?? '')).toBe(endDate < '2026-08-31' ? endDate : '2026-08-31');
      }
    },
  );

  test('of one envoi leaves no gap to warn about, unless days lie between', async () => {
    const { poId } = await poWithTreasurers(['Pierre', 'Dupont']);
    const warned = async (requestId: string) =>
      (await rig.show(requestId)).plan.findings
        .filter(({ code }) => /^(without|succeeded):treasurer$/.test(code))
        .map(({ severity, message, detail }) => [severity, message, detail]);
    const told = expect.stringMatching(/annonce Jeanne L\w+ comme trésorier à partir du 1\/9\/2026/);
    const { leaves } = await oneEnvoi(poId, '2026-08-31');
    expect(await warned(leaves)).toEqual([['info', told, undefined]]);
    const { leaves: early } = await oneEnvoi(poId, '2026-06-30');
    expect(await warned(early)).toEqual([['warning', expect.stringContaining('à partir du 1/7/2026'), told]]);
  });

  test('is not decided by the one whose role ends by it, nor refused by them (DESIGN.md §4.12)', async () => {
    const { poId, mandates } = await poWithTreasurers(['Pierre', 'Dupont']);
    const joins = await joining({ answer: 'yes' }, poId);
    const himself = { ...staff, personId: mandates[0]?.personId ?? null };
    await expect(rig.approve(joins, himself)).rejects.toThrow(ForbiddenError);
    const refusal = { requestId: joins, version: 1, reason: 'Je reste.' };
    await expect(rejectRequest(rig.office(himself), refusal, rig.settings)).rejects.toThrow(ForbiddenError);
    await rig.approve(joins);
  });

  test('that is already approved leaves nothing to end, and says who held the role', async () => {
    const { poId } = await poWithTreasurers(['Pierre', 'Dupont']);
    const { leaves, joins } = await oneEnvoi(poId, '2026-08-31');
    expect(await codes(joins)).toEqual(['holder-replaced:treasurer']);
    await rig.approve(leaves);
    expect([await codes(joins), await ends(joins)]).toEqual([['already-replaced:treasurer'], []]);
  });

  test('whose role is also said to end that day does not stand in the way', async () => {
    const { poId } = await poWithTreasurers(['Pierre', 'Dupont']);
    const joins = await joining({ answer: 'yes' }, poId);
    await rig.approve(joins);
    const steps = await rig.submit(
      'member-change',
      {
        ...{ firstName: 'Pierre', lastName: 'Dupont', knownBirthDate: null, email: null, phone: null, address: null },
        ...{ newFirstName: null, newLastName: null, birthDate: null, addedRoles: [], addedFrom: null },
        ...{ endedRoles: ['treasurer'], endedOn: '2026-08-31', mandateFrom: null, mandateTo: null },
        ...{ correctedRole: null, correctedRoleFrom: null, correctedRoleTo: null, replaces: [] },
      },
      poId,
    );
    expect(await rig.findings(steps)).toContain('role-already-ends:treasurer');
    expect((await rig.show(steps)).plan.findings.filter(({ severity }) => severity === 'blocking')).toEqual([]);
  });
});

test('a request sent before the question existed is read and planned as it was', async () => {
  const { poId } = await poWithTreasurers(['Pierre', 'Dupont']);
  const requestId = await joining(null, poId);
  const { replaces: _, ...earlier } = newTreasurer(null);
  await database
    .db('migrator')
    .update(requestPayload)
    .set({ schemaVersion: 1, payload: earlier })
    .where(eq(requestPayload.requestId, requestId));
  expect(await codes(requestId)).toEqual(['second-holder:treasurer']);
  await rig.settle(requestId, { holders: { treasurer: 'end' } });
  expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
});
