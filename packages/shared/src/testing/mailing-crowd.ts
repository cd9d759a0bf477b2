import type { TestDatabase } from './database.ts';

/**
 * Treasurers with an address each, ten to a PO, in a few statements: number `from` (1, 11, 21...) to number `to`. Each has
 * a name of their own: a crowd of one name would keep the search for doubles busy while anything is measured.
 */
export async function insertRecipients(database: Pick<TestDatabase, 'sql'>, to: number, from = 1): Promise<void> {
  const sql = database.sql('migrator');
  const [cause] = await sql<{ id: string }[]>`
    insert into cause (kind, actor_kind, actor_label) values ('demo', 'system', 'crowd') returning id`;
  const by = cause?.id ?? '';
  await sql`
    insert into po (fase, name, region_id, created_by)
    select 700000 + n, 'PO de la Foule ' || n, (select id from region limit 1), ${by}
    from generate_series(${Math.ceil(from / 10)}::int, ${Math.ceil(to / 10)}::int) n`;
  await sql`
    with people as (
      insert into person (last_name, first_name, birth_date, email, created_by)
      select translate(md5(n::text), '0123456789', 'ghijklmnop'), translate(md5('p' || n), '0123456789', 'ghijklmnop'),
        date '1940-01-01' + n * 7 % 20000, 'r' || n || '@d' || n % 40 || '.example', ${by}::uuid
      from generate_series(${from}::int, ${to}::int) n
      returning id, email
    ), mandates as (
      insert into mandate (person_id, po_id, period, opened_by)
      select p.id, o.id, '[2020-09-01,)', ${by}::uuid
      from people p join po o on o.fase = 700001 + (substring(p.email from '^r([0-9]+)')::int - 1) / 10 returning id
    )
    insert into role_assignment (mandate_id, role, period, assigned_by) select id, 'treasurer', '[2020-09-01,)', ${by}::uuid from mandates`;
  await sql`analyze`;
}
