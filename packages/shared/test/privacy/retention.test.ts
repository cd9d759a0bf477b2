import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RETENTION } from '../../src/privacy/retention.ts';
import {
  RETENTION_PERIODS,
  retentionCutoff,
  retentionPeriodProblem,
  retentionPeriods,
} from '../../src/privacy/retention-periods.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';

let database: TestDatabase;
let schema: Map<string, string[]>;

beforeAll(async () => {
  database = await createTestDatabase();
  const rows = await database.sql('admin')<{ table: string; columns: string[] }[]>`
    select c.table_name as table, array_agg(c.column_name::text order by c.column_name) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' group by c.table_name`;
  schema = new Map(rows.map(({ table, columns }) => [table, columns]));
});
afterAll(() => database.close());

describe('the retention map', () => {
  test('has a rule for every column of every table, and for none that is gone', () => {
    const mistakes = [...schema].flatMap(([table, columns]) => {
      const known = RETENTION[table];
      const file = 'packages/shared/src/privacy/retention-{register,requests,accounts,work}.ts';
      if (!known)
        return [
          `Table ${table}: add it to the file of its area (${file}) with holds, purpose, row, columns: ${columns.join(' ')}.`,
        ];
      const missing = columns.filter((column) => !(column in known.columns));
      const surplus = Object.keys(known.columns).filter((column) => !columns.includes(column));
      return [
        ...missing.map(
          (column) =>
            `Column ${table}.${column}: add it to ${table} in ${file}: to plain('…') if it says nothing about a human being, else to personal(whom, fate, '…').`,
        ),
        ...surplus.map((column) => `Column ${table}.${column} is not in the schema: take it out of ${file}.`),
      ];
    });
    const gone = Object.keys(RETENTION).filter((table) => !schema.has(table));
    expect([
      ...mistakes,
      ...gone.map((table) => `Table ${table} is not in the schema: take it out of the map.`),
    ]).toEqual([]);
    expect(schema.size).toBeGreaterThan(50);
  });

  test('says of each table with personal columns how to find those of one person, or why not', () => {
    const silent = Object.entries(RETENTION).filter(([, { columns, ofPerson, unlinked }]) => {
      const personal = Object.values(columns).some(({ kind }) => kind === 'personal');
      return personal
        ? (ofPerson === undefined) === (unlinked === undefined)
        : ofPerson !== undefined || unlinked !== undefined;
    });
    expect(silent.map(([table]) => table)).toEqual([]);
  });

  test('finds the rows of one person by conditions that the database understands', async () => {
    for (const [table, { ofPerson }] of Object.entries(RETENTION)) {
      if (ofPerson === undefined) continue;
      await database.sql('admin').unsafe(`select from ${table} where ${ofPerson.replaceAll(/(?<!:):[a-z]+/g, 'null')}`);
    }
  });
});

describe('the periods', () => {
  test('propose what lies between their bounds, and let nothing personal stay above five years', () => {
    for (const [name, { proposed, max, unit }] of Object.entries(RETENTION_PERIODS)) {
      expect(retentionPeriodProblem(name as keyof typeof RETENTION_PERIODS, proposed)).toBeNull();
      expect(unit === 'months' ? max : max / 31).toBeLessThanOrEqual(60);
    }
  });
  test('refuse what lies outside', () => {
    expect(retentionPeriodProblem('mails', 0)).toBe('Choisissez un nombre de mois de 1 à 60.');
    expect(retentionPeriodProblem('mails', 61)).not.toBeNull();
    expect(retentionPeriodProblem('sessions', 1.5)).not.toBeNull();
  });
  test('count back in months of the calendar', () => {
    const periods = retentionPeriods({ mails: 1, sessions: 2 });
    expect(retentionCutoff('mails', periods, new Date('2027-03-31T10:00:00Z')).toISOString()).toBe(
      '2027-02-28T10:00:00.000Z',
    );
    expect(retentionCutoff('sessions', periods, new Date('2027-03-01T10:00:00Z')).toISOString()).toBe(
      '2027-02-27T10:00:00.000Z',
    );
    expect(retentionCutoff('requests-applied', periods, new Date('2027-03-31T10:00:00Z')).toISOString()).toBe(
      '2022-03-31T10:00:00.000Z',
    );
  });
});
