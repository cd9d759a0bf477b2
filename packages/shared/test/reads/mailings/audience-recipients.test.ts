import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RECIPIENT_LISTS, type RecipientList } from '../../../src/contracts/audience-preview.ts';
import { type AudienceCriteria, ROLE_LACKS } from '../../../src/contracts/mailing-audience.ts';
import { SCHOOL_COUNTS } from '../../../src/contracts/po-list.ts';
import type { CivilDate } from '../../../src/domain/dates.ts';
import { sayCriteria } from '../../../src/domain/mailings/say-criteria.ts';
import { uncoveredPos } from '../../../src/domain/mailings/uncovered-pos.ts';
import type { Period } from '../../../src/domain/periods.ts';
import { PROVINCE_NAMES, provinceOf } from '../../../src/domain/provinces.ts';
import { ROLES, type Role } from '../../../src/domain/roles.ts';
import { audienceRecipients } from '../../../src/reads/mailings/audience-recipients.ts';
import { previewAudience } from '../../../src/reads/mailings/preview-audience.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { registerBuilder } from '../../../src/testing/register-builder.ts';
import { type NaivePo, type NaiveRecipient, type NaiveRegister, naiveAudience } from './naive-audience.ts';
import { naiveCounts } from './naive-counts.ts';

const TODAY: CivilDate = '2026-06-17';
const DISTRICTS = ['Dinant', 'Arlon', 'L’"Autre", {x}\\'];
const LEVELS = ['Fondamental', 'Secondaire', 'Secondaire / Fondamental', ''];
const POSTCODES = ['5000', '6700', '6000', '7500', '', 'B-5000'];

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let regionId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  regionId = await build.regionId();
});
afterAll(() => database.close());

function from<T>(values: readonly [T, ...T[]] | readonly T[], draw: () => number): T {
  return values[Math.floor(draw() * values.length)] as T;
}

/** A register of a dozen POs with everything that may be in the way. */
async function someRegister(seed: number): Promise<NaiveRegister> {
  let state = seed;
  const draw = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const sql = database.sql('migrator');
  const register: NaiveRegister = { pos: [], people: [], mandates: [] };
  for (let number = 0; number < 12; number += 1) {
    const closedOn = from([null, null, null, null, '2025-08-31', '2027-01-01'], draw);
    const values = { name: `PO ${String(number).padStart(2, '0')}`, postcode: from(POSTCODES, draw), closedOn };
    const { id } = await build.po(values);
    const schools: NaivePo['schools'] = [];
    for (let left = from([0, 1, 1, 2, 5], draw); left > 0; left -= 1) {
      const school = { district: from(DISTRICTS, draw), level: from(LEVELS, draw) };
      await build.school(id, school);
      schools.push(school);
    }
    register.pos.push({ id, ...values, schools });
  }
  for (let number = 0; number < 45; number += 1) {
    const name = `Nom${String(number).padStart(2, '0')}`;
    const email = draw() < 0.75 ? `${name}@membres.example` : null;
    const deceased = draw() < 0.08;
    const { id } = await build.person({ lastName: name, email, deceased });
    const proven = email !== null && draw() < 0.5;
    if (proven) await build.account(id, email.toUpperCase());
    const suppressed = email !== null && draw() < 0.15;
    if (suppressed) await sql`insert into mail_suppression (address_key, reason) values (lower(${email}), '5.1.1')`;
    const left = draw() < 0.15;
    if (left) await sql`insert into mailing_opt_out (person_id, kind, via) values (${id}, 'training', 'link')`;
    register.people.push({ id, name, email, gone: deceased, suppressed, left, proven });
    for (const poId of new Set([1, 2, 3].filter(() => draw() < 0.6).map(() => from(register.pos, draw).id))) {
      const period: Period = {
        from: from(['2020-01-01', '2024-09-01'], draw),
        to: from([null, null, '2026-01-31'], draw),
      };
      const roles = ROLES.filter(() => draw() < 0.2).map((role) => ({
        role,
        period: { from: draw() < 0.5 ? period.from : ('2025-02-03' as CivilDate), to: period.to },
      }));
      const mandate = await build.mandate(id, poId, period, roles);
      const annulled = draw() < 0.1;
      if (annulled) {
        await sql`update role_assignment set annulled_at = now(), annulled_by = assigned_by where mandate_id = ${mandate.id}`;
        await sql`update mandate set annulled_at = now(), annulled_by = opened_by where id = ${mandate.id}`;
      }
      register.mandates.push({ personId: id, poId, period, annulled, roles });
    }
  }
  return register;
}

const roleSets = fc.oneof(
  { weight: 4, arbitrary: fc.subarray([...ROLES], { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constant<Role[]>([...ROLES]) },
);
/** Also every chain of every role: more ways than one word holds. */
const chainSets = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.tuple(fc.constantFrom(...ROLES), fc.shuffledSubarray([...ROLES], { maxLength: 4 })), {
      maxLength: 4,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      ...ROLES.map((role) => fc.tuple(fc.constant(role), fc.shuffledSubarray([...ROLES], { minLength: 8 }))),
    ),
  },
);

function anyCriteria({ pos, people }: NaiveRegister): fc.Arbitrary<AudienceCriteria> {
  const some = <T>(values: readonly T[], size = 3) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.subarray([...values], { maxLength: Math.min(size, values.length) }) },
    );
  const persons = fc.subarray(
    people.map(({ id }) => id),
    { maxLength: 5 },
  );
  return fc
    .record({
      roles: roleSets,
      ids: some(
        pos.map(({ id }) => id),
        8,
      ),
      districts: some(DISTRICTS),
      provinces: some([...PROVINCE_NAMES, 'atlantis']),
      levels: some(['Fondamental', 'Secondaire']),
      schools: some(SCHOOL_COUNTS),
      named: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, '0', '11'),
      without: fc.option(
        fc.record({ role: fc.constantFrom(...ROLES), why: fc.constantFrom(undefined, ...ROLE_LACKS) }),
        { freq: 1, nil: undefined },
      ),
      day: fc.constantFrom(null, null, '2026-01-31', '2024-10-01', '2030-01-01'),
      chains: chainSets,
      include: persons,
      exclude: persons,
    })
    .map(({ roles, ids, districts, provinces, levels, schools, named, without, day, chains, include, exclude }) => ({
      roles,
      pos: {
        ...(ids && { ids }),
        ...(districts && { districts }),
        ...(provinces && { provinces }),
        ...(levels && { levels }),
        ...(schools && { schools }),
        ...(named && { named }),
        ...(without && { without: { role: without.role, ...(without.why && { why: without.why }) } }),
      },
      day,
      fallbacks: [...new Map<Role, Role[]>(chains)].map(([role, chain]) => ({ role, chain })),
      include,
      exclude,
    }));
}

async function compute(criteria: AudienceCriteria): Promise<NaiveRecipient[]> {
  const rows = await database
    .db('worker')
    .execute<Omit<NaiveRecipient, 'personId'> & { person_id: string; address: string | null; last_name: string }>(
      audienceRecipients(criteria, { regionId, today: TODAY, kind: 'training' }),
    );
  return rows.map(({ person_id: personId, proven, president, obstacle, reasons }) => ({
    ...{ personId, proven, president, obstacle, reasons },
  }));
}

const byId = (a: NaiveRecipient, b: NaiveRecipient) => (a.personId < b.personId ? -1 : 1);

/** Who is listed, in order, with how many that is, and the numbers. */
async function look(criteria: AudienceCriteria, list: RecipientList) {
  const of = { regionId, today: TODAY, kind: 'training' as const };
  const { counts, total, rows } = await previewAudience(database.db('backoffice'), of, { criteria, list });
  const listed = rows.map(({ id, reasons }) => ({ id, reasons: reasons.map(({ poName: _, ...reason }) => reason) }));
  return { counts, total, listed };
}

const LISTED: Record<RecipientList, (recipient: NaiveRecipient) => boolean> = {
  written: ({ obstacle }) => obstacle === null,
  unreachable: ({ obstacle }) => obstacle === 'no-address' || obstacle === 'suppressed',
  left: ({ obstacle }) => obstacle === 'left-list',
};

test('the statement finds whom one finds PO after PO, for the same reasons', async () => {
  const register = await someRegister(20_260_617);
  const inOrder = [...register.people].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ id }) => id);
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(anyCriteria(register), fc.constantFrom(...RECIPIENT_LISTS), async (criteria, list) => {
      const { recipients: expected, fitting } = naiveAudience(register, criteria, TODAY);
      const listed = inOrder.flatMap((id) =>
        expected.filter((one) => one.personId === id && LISTED[list](one)).map(({ reasons }) => ({ id, reasons })),
      );
      expect(await look(criteria, list)).toEqual({
        ...{ counts: naiveCounts(expected, fitting, criteria), total: listed.length, listed },
      });
      seen += expected.filter(({ reasons }) => reasons.some(({ insteadOf }) => insteadOf !== null)).length;
      expect((await compute(criteria)).sort(byId)).toEqual(expected.sort(byId));
    }),
    { numRuns: 150, seed: 7 },
  );
  expect(seen).toBeGreaterThan(20);
});

test('a treasurer who cannot be reached is written to by nobody: the next of the chain answers for the PO', async () => {
  const po = await build.po({ name: 'PO du Repli' });
  const since: Period = { from: '2023-05-01', to: null };
  const silent = await build.person({ lastName: 'Sansadresse', email: null });
  const president = await build.person({ lastName: 'Presidente', email: 'repli@membres.example' });
  await build.mandate(silent.id, po.id, since, ['treasurer', 'managing-administrator']);
  await build.mandate(president.id, po.id, since, ['president']);
  const criteria: AudienceCriteria = {
    ...{ roles: ['treasurer'], pos: { ids: [po.id] }, day: null, include: [], exclude: [] },
    fallbacks: [{ role: 'treasurer', chain: ['managing-administrator', 'president'] }],
  };
  const found = (await compute(criteria)).sort((a, b) => Number(a.president) - Number(b.president));
  expect(found).toEqual([
    {
      ...{ personId: silent.id, proven: false, president: false, obstacle: 'no-address' },
      reasons: [{ poId: po.id, role: 'treasurer', since: '2023-05-01', insteadOf: null }],
    },
    {
      ...{ personId: president.id, proven: false, president: true, obstacle: null },
      reasons: [{ poId: po.id, role: 'president', since: '2023-05-01', insteadOf: 'treasurer' }],
    },
  ]);
});

test('where a role is lacking, who answers for the PO is asked; once somebody reachable holds it, nobody is', async () => {
  const po = await build.po({ name: 'PO du Vide' });
  const since: Period = { from: '2023-05-01', to: null };
  const president = await build.person({ email: 'vide@membres.example' });
  await build.mandate(president.id, po.id, since, ['president']);
  const criteria: AudienceCriteria = {
    ...{ roles: ['secretary'], day: null, include: [], exclude: [] },
    pos: { ...uncoveredPos('secretary', { q: 'vide' }) },
    fallbacks: [{ role: 'secretary', chain: ['president'] }],
  };
  expect(sayCriteria(criteria)).toBe('Secrétaire · nom : « vide » · PO sans secrétaire joignable');
  expect((await compute(criteria)).map(({ personId }) => personId)).toEqual([president.id]);
  const secretary = await build.person({ email: 'nouveau@membres.example' });
  await build.mandate(secretary.id, po.id, since, ['secretary']);
  expect(await compute(criteria)).toEqual([]);
});

test('another secretariat finds nobody, whatever it asks for', async () => {
  const people = await database.sql('migrator')<{ id: string }[]>`select id from person limit 50`;
  const other = { regionId: '00000000-0000-4000-8000-000000000000', today: TODAY, kind: 'training' as const };
  const criteria: AudienceCriteria = {
    ...{ roles: [...ROLES], pos: {}, day: null, fallbacks: [], exclude: [] },
    include: people.map(({ id }) => id),
  };
  expect(await database.db('worker').execute(audienceRecipients(criteria, other))).toHaveLength(0);
});

test('a postcode says its province, and nothing else does', () => {
  const said = ['1000', '1300', '6599', '6600', '7000', '5100', '4990', '8000', '500', '12345', 'ABCD'].map(provinceOf);
  expect(said).toEqual([
    ...['brussels', 'walloon-brabant', 'hainaut', 'luxembourg', 'hainaut', 'namur', 'liege', 'west-flanders'],
    ...[null, null, null],
  ]);
});
