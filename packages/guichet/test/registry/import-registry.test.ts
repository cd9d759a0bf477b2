import { type ImportInput, importRegistry } from '@guichet/shared/commands/import-registry/import-registry';
import { cause } from '@guichet/shared/db/tables/cause';
import { fieldChange } from '@guichet/shared/db/tables/field-change';
import { po } from '@guichet/shared/db/tables/po';
import { region } from '@guichet/shared/db/tables/region';
import { school } from '@guichet/shared/db/tables/school';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { registerBuilder, testContext } from '@guichet/shared/testing/register-builder';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { readRegister } from '../../src/registry/read-register.ts';
import { type RegisterCells, ROW, ROWS, registerBytes, streamOf } from './register-file.ts';

const OPERATOR = { kind: 'operator', id: null, label: 'Opérateur' } as const;
const now = () => new Date('2026-06-15T10:00:00Z');

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;

// An import sees the whole database: each test has its own.
beforeEach(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
});
afterEach(() => database.close());

/** As the owner of the schema, whom the operator's command line connects as. */
async function importRows(
  rows: readonly Partial<RegisterCells>[],
  more: Partial<ImportInput> & { networks?: string[]; districts?: string[] } = {},
) {
  const { networks = [], districts = [], ...input } = more;
  const { content, scope } = await readRegister(streamOf(registerBytes(rows)), 'register.csv', { networks, districts });
  return importRegistry(testContext(database.db('migrator'), OPERATOR, now), { content, scope, ...input });
}

const changed = (rows: readonly RegisterCells[], cells: Partial<RegisterCells>, where: Partial<RegisterCells> = {}) =>
  rows.map((row) => {
    const wanted = Object.entries(where).every(([column, value]) => row[column as keyof RegisterCells] === value);
    return wanted ? { ...row, ...cells } : row;
  });

/** Every row of every table, as text: what a second import must leave as it is. */
async function dump(): Promise<Record<string, unknown>> {
  const tables = await database.sql('admin')<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const rows = await Promise.all(
    tables.map(async ({ name }) => {
      const found = await database.sql('admin').unsafe(`select t::text as row from "${name}" t order by 1`);
      return [name, found.map(({ row }) => row)] as const;
    }),
  );
  return Object.fromEntries(rows);
}

const poOf = async (fase: number) => (await database.db('admin').select().from(po).where(eq(po.fase, fase)))[0];
const schoolOf = async (fase: number) =>
  (await database.db('admin').select().from(school).where(eq(school.fase, fase)))[0];

describe('the first import', () => {
  test('creates POs, schools, sites and what is taught where, with cause, run and audit', async () => {
    const report = await importRows(ROWS);
    expect(report.counts).toEqual({
      po: { created: 2, changed: 0, unchanged: 0, absent: 0 },
      school: { created: 3, changed: 0, unchanged: 0, absent: 0 },
      site: { created: 3, changed: 0, unchanged: 0, absent: 0 },
      teaching: { created: 4, changed: 0, unchanged: 0, absent: 0 },
    });
    expect(report.created).toContainEqual({ kind: 'po', fase: '900001', name: 'PO du Croquis ASBL', line: 2 });
    expect(await poOf(900001)).toMatchObject({
      name: 'PO du Croquis ASBL',
      enterpriseNumber: '1999000150',
      street: 'Place de l’Esquisse',
      number: '12',
      box: '2',
      postcode: '5590',
      locality: 'CINEY',
      municipality: 'Ciney',
      search: expect.stringContaining('po du croquis asbl 900001 ciney'),
    });
    expect(await schoolOf(900010)).toMatchObject({
      level: 'Fondamental / Secondaire',
      district: 'Dinant',
      zone: 'Namur',
    });
    const taught = await database.sql('admin')`
      select s.fase as school, i.fase as site, teaching_kinds as kinds, i.latitude
      from school_site l join school s on s.id = l.school_id join site i on i.id = l.site_id order by 1, 2`;
    expect([...taught]).toEqual([
      { school: 900001, site: 900100, kinds: ['Secondaire CEFA spécialisé'], latitude: 50.2957 },
      { school: 900010, site: 900100, kinds: ['Maternel ordinaire', 'Primaire ordinaire'], latitude: 50.2957 },
      { school: 900010, site: 900101, kinds: ['Secondaire ordinaire'], latitude: 50.2957 },
      { school: 900020, site: 900102, kinds: ['Primaire ordinaire'], latitude: 50.2957 },
    ]);
    const [why] = await database.db('admin').select().from(cause);
    expect(why).toMatchObject({ kind: 'import', actorKind: 'operator', actorLabel: 'Opérateur', at: now() });
    expect((await poOf(900002))?.createdBy).toBe(why?.id);
    const [audited] = await database.sql('admin')`
      select count(*)::int as entries, count(*) filter (where v.after is not null)::int as with_values
      from audit_entry e join audit_value v on v.entry_id = e.id where e.cause_id = ${why?.id ?? ''}`;
    expect(audited).toEqual({ entries: 12, with_values: 12 });
  });

  test('in several secretariats needs one to be named', async () => {
    await database.sql(
      'admin',
    )`insert into region (code, name, email) values ('hainaut', 'Secrétariat', 'h@po.example')`;
    await expect(importRows(ROWS)).rejects.toThrow('Name one secretariat with --region: ');
    await importRows(ROWS, { region: 'hainaut' });
    const [home] = await database.db('admin').select().from(region).where(eq(region.code, 'hainaut'));
    expect((await poOf(900001))?.regionId).toBe(home?.id);
  });

  test('is for the operator alone', async () => {
    const { content, scope } = await readRegister(streamOf(registerBytes(ROWS)), 'register.csv');
    const staff = await build.staff();
    await expect(importRegistry(testContext(database.db('migrator'), staff), { content, scope })).rejects.toThrow(
      'operator',
    );
  });
});

describe('a second import', () => {
  test('of the same file gives the same database, to the last column', async () => {
    await importRows(ROWS);
    const before = await dump();
    const report = await importRows(ROWS.toReversed());
    expect(report.counts).toMatchObject({
      po: { created: 0, changed: 0, unchanged: 2 },
      school: { created: 0, changed: 0, unchanged: 3 },
      site: { created: 0, changed: 0, unchanged: 3 },
      teaching: { created: 0, changed: 0, unchanged: 4 },
    });
    expect([report.created, report.changed, report.kept, report.absent]).toEqual([[], [], [], []]);
    expect(await dump()).toEqual(before);
  });

  test('writes what the register changed, and where each value comes from', async () => {
    await importRows(ROWS);
    const before = await poOf(900001);
    const rows = changed(ROWS, { poName: 'PO de l’Épreuve', poStreet: 'Rue Neuve 1' }, { poFase: '900001' });
    const report = await importRows(changed(rows, { teachingType: 'Primaire spécialisé' }, { schoolFase: '900020' }));
    expect(report.counts).toMatchObject({ po: { changed: 1, unchanged: 1 }, teaching: { changed: 1, unchanged: 3 } });
    expect(report.changed[0]).toEqual({
      kind: 'po',
      fase: '900001',
      name: 'PO de l’Épreuve',
      line: 2,
      fields: [
        { field: 'name', from: 'PO du Croquis ASBL', to: 'PO de l’Épreuve' },
        {
          field: 'address',
          from: expect.objectContaining({ number: '12' }),
          to: expect.objectContaining({ number: '1' }),
        },
      ],
    });
    expect(await poOf(900001)).toMatchObject({ id: before?.id, name: 'PO de l’Épreuve', street: 'Rue Neuve', box: '' });
    const noted = await database.db('admin').select().from(fieldChange).orderBy(fieldChange.id);
    expect(noted.map(({ subjectType, field, newValue }) => [subjectType, field, newValue])).toEqual([
      ['po', 'name', 'PO de l’Épreuve'],
      [
        'po',
        'address',
        { street: 'Rue Neuve', number: '1', box: '', postcode: '5590', locality: 'CINEY', country: 'BE' },
      ],
      ['school', 'teachingKinds', { siteFase: 900102, kinds: ['Primaire spécialisé'] }],
    ]);
  });

  test('moves a school to another PO', async () => {
    await importRows(ROWS);
    const moved = { poFase: '900003', poName: 'PO de la Suite', poEnterpriseNumber: '' };
    const report = await importRows(changed(ROWS, moved, { schoolFase: '900020' }));
    expect(report.counts).toMatchObject({ po: { created: 1, absent: 1 }, school: { changed: 1 } });
    expect(report.changed.map(({ fields }) => fields)).toEqual([[{ field: 'po', from: 900002, to: 900003 }]]);
    expect((await schoolOf(900020))?.poId).toBe((await poOf(900003))?.id);
  });

  test('keeps the number on record when that of the file cannot be read, and takes it away when there is none', async () => {
    await importRows(ROWS);
    await importRows(changed(ROWS, { poEnterpriseNumber: '1999000151' }, { poFase: '900001' }));
    expect((await poOf(900001))?.enterpriseNumber).toBe('1999000150');
    await importRows(changed(ROWS, { poEnterpriseNumber: '' }, { poFase: '900001' }));
    expect((await poOf(900001))?.enterpriseNumber).toBeNull();
  });

  test('reports what is absent from the file and deletes nothing', async () => {
    await importRows(ROWS);
    await build.po({ fase: 990_001 });
    const report = await importRows([ROW]);
    expect(report.absent).toEqual([
      { kind: 'po', fase: '900002', name: 'Comité scolaire "Le Brouillon", Sainte-Ébauche' },
      { kind: 'school', fase: '900001', name: 'Institut de l’Esquisse' },
      { kind: 'school', fase: '900020', name: 'École "Le Brouillon"' },
      { kind: 'site', fase: '900101', name: '5590 CINEY' },
      { kind: 'site', fase: '900102', name: '5590 CINEY' },
    ]);
    expect(report.counts.school.absent).toBe(2);
    expect(await poOf(900002)).toBeDefined();
  });

  test('of one district speaks of that district only', async () => {
    await importRows(ROWS);
    const report = await importRows(ROWS, { districts: ['Dinant'] });
    expect(report.absent).toEqual([]);
    expect(report.counts.po).toEqual({ created: 0, changed: 0, unchanged: 1, absent: 0 });
    const rest = await importRows(
      ROWS.filter((row) => row.schoolFase !== '900001'),
      { districts: ['Dinant'] },
    );
    expect(rest.absent).toEqual([{ kind: 'school', fase: '900001', name: 'Institut de l’Esquisse' }]);
  });
});

describe('what a request or staff set', () => {
  /** Sets a value of a PO as applying a request does: the row, and where it comes from. */
  async function setByStaff(
    fase: number,
    field: 'name' | 'address',
    value: unknown,
    columns: Partial<typeof po.$inferInsert>,
  ) {
    const db = database.db('migrator');
    const [why] = await db
      .insert(cause)
      .values({ kind: 'staff-edit', actorKind: 'staff', actorLabel: 'Essai' })
      .returning({ id: cause.id });
    const subjectId = (await poOf(fase))?.id ?? '';
    await db.update(po).set(columns).where(eq(po.id, subjectId));
    await db
      .insert(fieldChange)
      .values({ subjectType: 'po', subjectId, field, newValue: value, causeId: why?.id ?? '' });
  }

  test('stays, and is reported with both values, run after run', async () => {
    await importRows(ROWS);
    await setByStaff(900001, 'name', 'PO du Croquis et de l’Encre', { name: 'PO du Croquis et de l’Encre' });
    for (let run = 1; run <= 2; run += 1) {
      const report = await importRows(changed(ROWS, { poMunicipality: 'Ciney (Ville)' }, { poFase: '900001' }));
      expect(report.kept).toEqual([
        {
          kind: 'po',
          fase: '900001',
          name: 'PO du Croquis ASBL',
          line: 2,
          field: 'name',
          ours: 'PO du Croquis et de l’Encre',
          register: 'PO du Croquis ASBL',
          setBy: 'staff-edit',
        },
      ]);
      expect(report.counts.po).toMatchObject(run === 1 ? { changed: 1 } : { changed: 0, unchanged: 2 });
    }
    expect(await poOf(900001)).toMatchObject({ name: 'PO du Croquis et de l’Encre', municipality: 'Ciney (Ville)' });
  });

  test('is no difference when the register writes the same address in capitals', async () => {
    await importRows(ROWS);
    const address = {
      street: 'place de l’esquisse',
      number: '12',
      box: '2',
      postcode: '5590',
      locality: 'Ciney',
      country: 'BE',
    };
    await setByStaff(900001, 'address', address, address);
    const report = await importRows(ROWS);
    expect(report.kept).toEqual([]);
    expect(await poOf(900001)).toMatchObject({ street: 'place de l’esquisse', locality: 'Ciney' });
  });

  test('closes a school that the register still lists: it stays closed', async () => {
    await importRows(ROWS);
    await database.db('migrator').update(school).set({ closedOn: '2026-05-31' }).where(eq(school.fase, 900020));
    const report = await importRows(ROWS);
    expect(report.kept).toEqual([
      expect.objectContaining({
        kind: 'school',
        fase: '900020',
        field: 'closedOn',
        ours: '2026-05-31',
        register: null,
      }),
    ]);
    expect((await importRows([ROW])).absent.map(({ fase }) => fase)).not.toContain('900020');
  });

  test('announces a school without a FASE number: the register gives it one', async () => {
    await importRows(ROWS);
    const poId = (await poOf(900002))?.id ?? '';
    const announced = await build.school(poId, { fase: null, name: 'Ecole de la Marge' });
    const others = { ...ROWS[4], schoolFase: '900040', siteFase: '900140' };
    const report = await importRows([...ROWS, { ...others, schoolName: 'École de la Marge' }]);
    expect(report.counts.school).toMatchObject({ created: 0, changed: 1 });
    expect(await schoolOf(900040)).toMatchObject({ id: announced.id, name: 'École de la Marge', level: 'Fondamental' });

    await build.school(poId, { fase: null, name: 'École du Trait' });
    const doubtful = await importRows([...ROWS, { ...others, schoolFase: '900041', schoolName: 'École du Traité' }]);
    expect(doubtful.counts.school.created).toBe(1);
    expect(doubtful.notices).toEqual([{ line: 7, message: expect.stringContaining('("École du Trait")') }]);
  });
});

describe('all or nothing', () => {
  test('a dry run tells the same and writes nothing', async () => {
    const before = await dump();
    const report = await importRows(ROWS, { dryRun: true });
    expect(report.counts.po.created).toBe(2);
    expect(await dump()).toEqual(before);
    expect((await importRows(ROWS)).counts).toEqual(report.counts);
  });

  test('a failure while writing leaves nothing behind', async () => {
    await database.sql('admin').unsafe(`alter table site add constraint broken check (fase <> 900102)`);
    const before = await dump();
    await expect(importRows(ROWS)).rejects.toThrow();
    await database.sql('admin').unsafe('alter table site drop constraint broken');
    expect(await dump()).toEqual(before);
  });

  test('two imports at once wait for each other', async () => {
    const reports = await Promise.all([importRows(ROWS), importRows(ROWS)]);
    expect(reports.map(({ counts }) => counts.po.created).sort()).toEqual([0, 2]);
  });

  test('a national file, 8,346 rows, passes and tells how far it is', async () => {
    const rows = Array.from({ length: 8346 }, (_, index) => {
      const [schoolNumber, poNumber] = [1 + Math.floor(index / 3), 1 + Math.floor(index / 6)];
      const names = { schoolName: `École ${schoolNumber}`, poName: `PO ${poNumber}` };
      const site = { siteFase: String(1 + Math.floor(index / 2)) };
      return { ...ROW, ...names, ...site, schoolFase: String(schoolNumber), poFase: String(poNumber) };
    });
    const told: string[] = [];
    const report = await importRows(rows, { onProgress: (step, done, total) => told.push(`${step} ${done}/${total}`) });
    expect(report.counts).toMatchObject({ po: { created: 1391 }, school: { created: 2782 }, site: { created: 4173 } });
    expect(told[0]).toBe('comparing 0/0');
    const [, done, total] = /writing (\d+)\/(\d+)/.exec(told.at(-1) ?? '') ?? [];
    expect(done).toBe(total);
    const [found] = await database
      .db('admin')
      .execute<{ count: number }>(sql`select count(*)::int as count from school`);
    expect(found?.count).toBe(2782);
  }, 120_000);
});

describe('a PO that staff closed or merged', () => {
  const closePo = (fase: number, mergedInto: string | null = null) =>
    database.db('migrator').update(po).set({ closedOn: '2026-05-31', mergedInto }).where(eq(po.fase, fase));

  test('and that the register still lists is not opened again: it is told', async () => {
    await importRows(ROWS);
    await closePo(900002);
    const report = await importRows(ROWS);
    expect(await poOf(900002)).toMatchObject({ closedOn: '2026-05-31' });
    expect(report.kept).toContainEqual(
      expect.objectContaining({ kind: 'po', fase: '900002', field: 'closedOn', ours: '2026-05-31', register: null }),
    );
    // It is expected to be missing from the register one day.
    const absent = await importRows(ROWS.filter((row) => row.poFase !== '900002'));
    expect(absent.absent.filter(({ kind }) => kind === 'po')).toEqual([]);
  });

  test('leaves its schools to the PO that took it over, those that the register adds to it as well', async () => {
    await importRows(ROWS.slice(0, -1));
    const heir = await poOf(900001);
    await importRows(ROWS);
    await closePo(900002, heir?.id ?? '');
    await database
      .db('migrator')
      .update(school)
      .set({ poId: heir?.id ?? '' })
      .where(sql`po_id = (select id from po where fase = 900002)`);
    const again = await importRows(ROWS);
    expect(again.changed).toEqual([]);
    const last = ROWS.at(-1) as RegisterCells;
    const added = { ...last, schoolFase: '900077', siteFase: '900177' };
    await importRows([...ROWS, added]);
    expect(await schoolOf(900077)).toMatchObject({ poId: heir?.id });
  });

  test('does not get back a school that the register moves to it', async () => {
    await importRows(ROWS);
    await closePo(900002);
    const before = await schoolOf(900010);
    // The rows of that school, with the columns of the second PO.
    const last = ROWS.at(-1) as RegisterCells;
    const schoolOfRow = (row: RegisterCells) =>
      Object.fromEntries(Object.entries(row).filter(([column]) => !column.startsWith('po')));
    const rows = ROWS.map((row) => (row.schoolFase === '900010' ? { ...last, ...schoolOfRow(row) } : row));
    await importRows(rows);
    expect(await schoolOf(900010)).toMatchObject({ poId: before?.poId });
  });
});
