import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';

const OPEN = { from: '2024-01-01', to: null };

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
});
afterAll(() => database.close());

const sql = () => database.sql('migrator');
const all = (from: 'role_holder' | 'role_holders_of(array(select id from po))') =>
  database.sql('admin').unsafe<{ role: string; obstacle: string | null; until: string }[]>(
    `select po_id, person_id, role, since::text, until::text, obstacle, presiding::text, name_key::text
        from ${from} h order by po_id, person_id, role, since`,
  );

test('what is kept of who holds which role follows whatever it is made of, change by change', async () => {
  const [po, other] = [await build.po({ name: 'PO du Registre' }), await build.po({ name: 'PO Voisin' })];
  const person = await build.person({ lastName: 'Avant', email: 'avant@membres.example' });
  const twin = await build.person({ lastName: 'Double' });
  const mandate = await build.mandate(person.id, po.id, OPEN, ['treasurer', 'president']);
  const change = async (statement: PromiseLike<unknown>) => {
    const before = await all('role_holder');
    await statement;
    const kept = await all('role_holder');
    expect(kept).toEqual(await all('role_holders_of(array(select id from po))'));
    expect(kept).not.toEqual(before);
    return kept;
  };
  const ofPerson = (set: ReturnType<ReturnType<typeof sql>>) => sql()`update person set ${set} where id = ${person.id}`;
  const ofRole = (set: ReturnType<ReturnType<typeof sql>>) =>
    sql()`update role_assignment set ${set} where mandate_id = ${mandate.id} and role = 'president'`;

  // An address that is no account's, too.
  const blocked = await change(
    sql()`insert into mail_suppression (address_key, reason) values ('avant@membres.example', '5.1.1')`,
  );
  expect(blocked.map(({ role, obstacle }) => [role, obstacle])).toEqual([
    ['president', 'suppressed'],
    ['treasurer', 'suppressed'],
  ]);
  await change(sql()`delete from mail_suppression where address_key = 'avant@membres.example'`);
  expect((await change(ofPerson(sql()`email = null`)))[0]).toMatchObject({ obstacle: 'no-address' });
  await change(ofPerson(sql()`email = 'apres@membres.example'`));
  await change(ofPerson(sql()`last_name = 'Après'`));
  expect(await change(ofPerson(sql()`deceased = true`))).toEqual([]);
  await change(ofPerson(sql()`deceased = false`));
  await change(ofPerson(sql()`erased_at = now()`));
  await change(ofPerson(sql()`erased_at = null`));
  const ended = await change(ofRole(sql()`period = daterange('2024-01-01', '2025-01-01')`));
  expect(ended[0]).toMatchObject({ role: 'president', until: '2025-01-01' });
  await change(ofRole(sql()`annulled_at = now(), annulled_by = assigned_by`));
  await change(sql()`update mandate set po_id = ${other.id} where id = ${mandate.id}`);
  await change(sql()`update mandate set person_id = ${twin.id} where id = ${mandate.id}`);
  await change(ofPersonMerged(twin.id, person.id));
  await change(sql()`delete from role_assignment where mandate_id = ${mandate.id}`);
});

/** A mandate goes back to another record, and its own is merged into it. */
const ofPersonMerged = (merged: string, survivor: string) =>
  sql().begin(async (tx) => {
    await tx`update mandate set person_id = ${survivor} where person_id = ${merged}`;
    await tx`update person set merged_into = ${survivor}, merged_by = created_by where id = ${merged}`;
  });

test('keys of names are in the order of the names, whatever is written in them', async () => {
  const names = [
    '',
    'a',
    'Ab',
    'abbé',
    'dupont',
    'dupont a',
    'dupontel',
    'van den berg',
    'van den bosch',
    'œ\\x',
    '李',
  ];
  const [found] = await sql()`
    select bool_and(name_key(a) <= name_key(b)) as sorted, bool_or(name_key(a) = name_key(b)) as alike
    from unnest(${names}::text[]) a, unnest(${names}::text[]) b where a collate "C" < b collate "C"`;
  expect(found).toEqual({ sorted: true, alike: true });
});
