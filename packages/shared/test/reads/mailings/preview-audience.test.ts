import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AudiencePage } from '../../../src/contracts/audience-preview.ts';
import type { AudienceCriteria } from '../../../src/contracts/mailing-audience.ts';
import { sayReasons } from '../../../src/domain/mailings/say-reason.ts';
import { listSilentPos } from '../../../src/reads/mailings/list-silent-pos.ts';
import { listMailingReaders } from '../../../src/reads/mailings/load-mailing-facts.ts';
import { nameAudience } from '../../../src/reads/mailings/name-audience.ts';
import { type AudienceAsked, previewAudience } from '../../../src/reads/mailings/preview-audience.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { insertMailing } from '../../../src/testing/mailing-builder.ts';
import { registerBuilder } from '../../../src/testing/register-builder.ts';

const TODAY = '2026-06-17';
const OPEN = { from: '2023-05-01', to: null };
const CRITERIA: AudienceCriteria = {
  ...{ roles: ['treasurer', 'secretary'], pos: {}, day: null, include: [], exclude: [] },
  fallbacks: [{ role: 'treasurer', chain: ['managing-administrator', 'president'] }],
};

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let regionId: string;
const ids: Record<string, string> = {};

async function someone(
  name: string,
  poName: string,
  roles: Parameters<typeof build.mandate>[3],
  email?: string | null,
) {
  const known = ids[name];
  const address = email === undefined ? `${name}@membres.example`.toLowerCase() : email;
  const id = known ?? (await build.person({ lastName: name, firstName: 'Jo', email: address })).id;
  ids[name] = id;
  ids[poName] ??= (await build.po({ name: poName })).id;
  await build.mandate(id, ids[poName], OPEN, roles);
}

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  regionId = await build.regionId();
  await someone('Tresor', 'Collège de la Maquette', ['treasurer']);
  await someone('Tresor', 'PO du Croquis', ['secretary', 'president']);
  await someone('Muet', 'PO du Croquis', ['treasurer'], null);
  await someone('Bloque', 'Institut Perdu', ['secretary']);
  await someone('Preside', 'Institut Perdu', ['president'], null);
  await someone('Parti', 'École Quittée', ['treasurer']);
  await someone('Simple', 'École Quittée', []);
  await database.sql(
    'migrator',
  )`insert into mail_suppression (address_key, reason) values ('bloque@membres.example', '5.1.1')`;
  await database.sql(
    'migrator',
  )`insert into mailing_opt_out (person_id, kind, via) values (${ids.Parti ?? ''}, 'training', 'link')`;
});
afterAll(() => database.close());

const ask = (asked: Partial<AudienceAsked> = {}, kind: 'duty' | 'training' = 'training') =>
  previewAudience(
    database.db('backoffice'),
    { regionId, today: TODAY, kind },
    { criteria: CRITERIA, list: 'written', ...asked },
  );
const named = ({ rows }: AudiencePage) => rows.map(({ name }) => name);

test('counts who is written to, who cannot be, by role and in place of which, and POs where nobody gets it', async () => {
  const { counts } = await ask();
  expect(counts).toEqual({
    ...{ written: 1, noAddress: 1, suppressed: 1, left: 1, presidents: 1, pos: 4, silentPos: 2 },
    byRole: [
      { role: 'treasurer', people: 1, pos: 1, instead: [{ role: 'president', people: 1, pos: 1 }] },
      { role: 'secretary', people: 1, pos: 1, instead: [] },
    ],
  });
  // What a role obliges to cannot be left.
  expect((await ask({}, 'duty')).counts).toMatchObject({ written: 2, left: 0, silentPos: 1 });
});

test('says in French why somebody gets it: all roles, then in place of whom', async () => {
  const [row] = (await ask()).rows;
  expect(row?.address).toBe('tresor@membres.example');
  expect(sayReasons(row?.reasons ?? [])).toBe(
    'Trésorier·ère du PO Collège de la Maquette depuis 2023 ; aussi secrétaire du PO du Croquis depuis 2023 ; aussi président·e du PO du Croquis depuis 2023 (à défaut de trésorier·ère joignable)',
  );
});

test('lists those without a usable address and those who left apart, and finds people by their name or that of a PO', async () => {
  expect(named(await ask({ list: 'unreachable' }))).toEqual(['Jo Bloque', 'Jo Muet']);
  expect(named(await ask({ list: 'left' }))).toEqual(['Jo Parti']);
  expect(named(await ask({ q: 'croq' }))).toEqual(['Jo Tresor']);
  expect(named(await ask({ q: 'croq tresor' }))).toEqual(['Jo Tresor']);
  const none = await ask({ q: 'perdu' });
  expect(none).toMatchObject({ total: 0, rows: [], nextCursor: null });
  expect(none.counts?.written).toBe(1);
});

test('who is added by hand gets it as a member, who is taken out does not, and both are named', async () => {
  const { Simple = '', Tresor = '' } = ids;
  const page = await ask({ criteria: { ...CRITERIA, include: [Simple, Tresor], exclude: [Tresor] } });
  expect(page.rows.map(({ name, reasons }) => [name, sayReasons(reasons)])).toEqual([
    ['Jo Simple', 'Membre du PO École Quittée (ajouté·e à la main)'],
  ]);
  const of = { regionId, today: TODAY };
  const { people, pos } = await nameAudience(database.db('backoffice'), of, {
    people: [Tresor, Simple],
    pos: [ids['PO du Croquis'] ?? ''],
  });
  expect(people.map(({ name, isMember }) => [name, isMember])).toEqual([
    ['Jo Simple', true],
    ['Jo Tresor', true],
  ]);
  expect(pos.map(({ name }) => name)).toEqual(['PO du Croquis']);
  const later = await nameAudience(
    database.db('backoffice'),
    { ...of, today: '2020-01-01' },
    { people: [Simple], pos: [] },
  );
  expect(later.people).toMatchObject([{ isMember: false }]);
});

test('POs where nobody gets it come with who holds a role there, and why they get nothing', async () => {
  const of = { regionId, today: TODAY, kind: 'training' as const };
  const { rows } = await listSilentPos(database.db('backoffice'), of, { criteria: CRITERIA });
  expect(rows.map(({ name, holders }) => [name, holders.map((one) => [one.name, one.role, one.why])])).toEqual([
    ['École Quittée', [['Jo Parti', 'treasurer', 'left-list']]],
    ['Institut Perdu', [['Jo Bloque', 'secretary', 'suppressed']]],
  ]);
  const nobody = { ...CRITERIA, roles: [] };
  expect((await listSilentPos(database.db('backoffice'), of, { criteria: nobody })).rows).toEqual([]);
});

test('anybody whom a mailing is for can be found by name or by PO, to look at it through their eyes', async () => {
  const { id: staffId } = await build.staff();
  const { id: mailingId } = await insertMailing(
    database.db('migrator'),
    { id: staffId, regionId },
    { criteria: CRITERIA, kind: 'duty' },
  );
  const readers = async (q?: string) =>
    (await listMailingReaders(database.db('backoffice'), { mailingId, q }, new Date(`${TODAY}T10:00:00Z`))).map(
      ({ name }) => name,
    );
  expect(await readers()).toEqual(['Parti Jo', 'Tresor Jo']);
  expect(await readers('tresor')).toEqual(['Tresor Jo']);
  expect(await readers('quittée')).toEqual(['Parti Jo']);
  expect(await readers('personne')).toEqual([]);
});

test('pages follow each other by name without losing or repeating anybody', async () => {
  // Half of them differ only beyond what the key of a name holds.
  const crowd = Array.from(
    { length: 60 },
    (_, number) => `${number < 30 ? 'Foule' : 'Multitude'}${String(number).padStart(2, '0')}`,
  );
  for (const name of crowd) await someone(name, 'Grand PO', ['administrator']);
  const criteria: AudienceCriteria = { ...CRITERIA, roles: ['administrator'], fallbacks: [] };
  const first = await ask({ criteria });
  expect(first).toMatchObject({ total: 60, counts: { written: 60 } });
  const second = await ask({ criteria, cursor: first.nextCursor ?? '' });
  expect(second).toMatchObject({ total: 60, counts: null, nextCursor: null });
  expect([...named(first), ...named(second)]).toEqual(crowd.map((name) => `Jo ${name}`));
  await expect(ask({ cursor: 'nulle part' })).rejects.toMatchObject({ code: 'invalid-input' });
});
