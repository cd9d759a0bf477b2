import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keepCoverage } from '../../src/commands/coverage/keep-coverage.ts';
import { getCoverage } from '../../src/reads/coverage/get-coverage.ts';
import { listUncoveredPos } from '../../src/reads/coverage/list-uncovered-pos.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';

const NOW = new Date('2026-06-17T10:00:00Z');
const EARLIER = new Date('2026-05-20T10:00:00Z');

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let regionId: string;
let staffId: string;
const pos: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  const staff = await build.staff();
  ({ regionId, id: staffId } = staff);
  for (const name of ['Un', 'Deux', 'Trois']) pos.push((await build.po({ name: `PO ${name}` })).id);
  await build.po({ name: 'PO fermé', closedOn: '2025-01-01' });
  const [one = '', two = ''] = pos;
  await build.school(one, { district: 'Dinant' });
  const reachable = await build.person({ lastName: 'Joignable', email: 'joignable@membres.example' });
  const silent = await build.person({ lastName: 'Sansadresse', email: null });
  await build.mandate(reachable.id, one, { from: '2026-04-15', to: null }, ['treasurer']);
  await build.mandate(silent.id, two, { from: '2024-01-01', to: null }, ['treasurer']);
});
afterAll(() => database.close());

const coverage = () => getCoverage(database.db('backoffice'), regionId, NOW);
const treasurers = async () =>
  (await coverage()).months.map(({ month, day, roles }) => {
    const found = roles.find(({ role }) => role === 'treasurer');
    return [month, day, found?.pos, found?.held, found?.reachable];
  });

test('tells who holds a role today, and who of these a mail reaches', async () => {
  const { pos: open, roles } = await coverage();
  expect(open).toBe(3);
  expect(roles).toHaveLength(9);
  expect(roles.find(({ role }) => role === 'treasurer')).toEqual({
    ...{ role: 'treasurer', label: 'Trésorier·ère', held: 2, reachable: 1 },
  });
});

test('months that nobody counted are told by the periods, without who could be reached; those that were, by the count', async () => {
  expect((await treasurers()).slice(-4)).toEqual([
    ['2026-03-01', '2026-03-31', 3, 1, null],
    ['2026-04-01', '2026-04-30', 3, 2, null],
    ['2026-05-01', '2026-05-31', 3, 2, null],
    ['2026-06-01', '2026-06-17', 3, 2, 1],
  ]);
  const worker = database.db('worker');
  await keepCoverage(worker, EARLIER);
  // On the same day nothing more is written; on a later day of the month the month is told anew.
  await keepCoverage(worker, EARLIER);
  await keepCoverage(worker, new Date('2026-05-22T10:00:00Z'));
  await keepCoverage(worker, NOW);
  expect((await treasurers()).slice(-2)).toEqual([
    ['2026-05-01', '2026-05-22', 3, 2, 1],
    ['2026-06-01', '2026-06-17', 3, 2, 1],
  ]);
  const [{ rows } = { rows: 0 }] = await database.sql('admin')<{ rows: number }[]>`
    select count(*)::int as rows from coverage_month where region_id = ${regionId}`;
  expect(rows).toBe(18);
});

test('lists POs without, by why, district and words, with those who hold the role unreachably', async () => {
  const of = { regionId, today: '2026-06-17' };
  const list = async (asked: Omit<Parameters<typeof listUncoveredPos>[2], 'role'>) => {
    const found = await listUncoveredPos(database.db('backoffice'), of, { role: 'treasurer', ...asked });
    expect(found.total).toBe(found.rows.length);
    return found.rows.map(({ name, holders }) => [name, ...holders.map((one) => one.name)]);
  };
  expect(await list({})).toEqual([['PO Deux', 'Paul Sansadresse'], ['PO Trois']]);
  expect(await list({ why: 'unheld' })).toEqual([['PO Trois']]);
  expect(await list({ why: 'unreachable' })).toEqual([['PO Deux', 'Paul Sansadresse']]);
  expect(await list({ q: 'deux' })).toEqual([['PO Deux', 'Paul Sansadresse']]);
  expect(await list({ district: 'Dinant' })).toEqual([]);
});

test('mails that went past presidents are counted by mailing and by month, those that were never written are not', async () => {
  const sql = database.sql('migrator');
  const id = randomUUID();
  await sql`insert into mailing (id, region_id, kind, subject, criteria, state, created_by, updated_by, started_at)
    values (${id}, ${regionId}, 'duty', 'Comptes annuels', '{}', 'sent', ${staffId}, ${staffId}, '2026-05-31T23:30:00Z')`;
  for (const [president, written] of [
    [true, true],
    [false, true],
    [false, true],
    [false, false],
  ]) {
    const { id: personId } = await build.person();
    const mailId = written ? randomUUID() : null;
    if (mailId)
      await sql`insert into mail (id, kind, cause_key, to_address, message_id)
        values (${mailId}, 'mailing', ${mailId}, 'x@membres.example', ${mailId})`;
    await sql`insert into mailing_recipient (mailing_id, person_id, reasons, president, obstacle, mail_id)
      values (${id}, ${personId}, '[]', ${president ?? false}, ${mailId ? null : 'no-address'}, ${mailId})`;
  }
  const { relief } = await coverage();
  expect(relief).toMatchObject({ mails: 3, others: 2 });
  // Half past one in the morning of the first of June in Brussels.
  expect(relief.mailings).toEqual([{ id, subject: 'Comptes annuels', startedOn: '2026-06-01', mails: 3, others: 2 }]);
  expect(relief.months.at(-1)).toEqual({ month: '2026-06-01', mails: 3, others: 2 });
});
