import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DATABASE_ROLES } from '../../src/db/database-roles.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { FUNCTION_RIGHTS, SERVING_ROLES, type ServingRole, TABLE_RIGHTS } from './role-matrix.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const build = registerBuilder(database.db('migrator'));
  const po = await build.po({ contactEmail: 'contact@po.example' });
  const person = await build.person();
  await build.mandate(person.id, po.id, { from: '2020-01-01', to: null }, ['president']);
  await build.account(person.id, 'paul.exemple@maquette.example');
  await database.sql('migrator')`
    with entry as (
      insert into audit_entry (actor_kind, action, subject_type, subject_id, digest)
      values ('system', 'try', 'po', ${po.id}, '\\x00') returning id
    ) insert into audit_value (entry_id, salt) select id, '\\x00' from entry`;
});
afterAll(() => database.close());

/** What PostgreSQL answers to a statement of that role: the SQLSTATE, or 'allowed'. Nothing of it stays. */
async function attempt(role: ServingRole | 'migrator', statement: string): Promise<string> {
  const undone = new Error('undone');
  try {
    await database.sql(role).begin(async (tx) => {
      await tx.unsafe(statement);
      throw undone;
    });
  } catch (error) {
    return error === undone ? 'allowed' : ((error as { code?: string }).code ?? String(error));
  }
  return 'allowed';
}

describe('the rights that PostgreSQL has on record', () => {
  test('are the ones of the matrix, for every table, role and privilege', async () => {
    const cells = await database.sql('admin')<{ relation: string; role: string; rights: string }[]>`
      with relation as (
        select c.oid, c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
      ), privilege (name, position) as (
        select * from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain']) with ordinality
      ), cell as (
        select relname, oid, role, p.name, p.position, has_table_privilege(role, oid, p.name) as whole
        from relation, unnest(${Object.values(DATABASE_ROLES)}::text[]) role, privilege p
      ), columns as (
        select c.relname, c.role, c.name, string_agg(a.attname, ' ' order by a.attnum) as list
        from cell c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where not c.whole and c.name in ('select', 'insert', 'update', 'references') and has_column_privilege(c.role, c.oid, a.attnum, c.name)
        group by 1, 2, 3
      )
      select c.relname as relation, c.role, coalesce(string_agg(
        case when c.whole then c.name else c.name || ' (' || columns.list || ')' end, ', ' order by not c.whole, c.position
      ) filter (where c.whole or columns.list is not null), '') as rights
      from cell c left join columns using (relname, role, name)
      group by 1, 2`;
    const seen: Record<string, Record<string, string>> = {};
    for (const { relation, role, rights } of cells) {
      const table = (seen[relation] ??= {});
      const process = SERVING_ROLES.find((name) => DATABASE_ROLES[name] === role);
      if (process && rights !== '') table[process] = rights;
    }
    expect(seen).toEqual(TABLE_RIGHTS);
  });

  test('let a process call its own functions and only these', async () => {
    const rows = await database.sql('admin')<{ name: string; callers: string[] }[]>`
      select p.proname as name, array(select role from unnest(${Object.values(DATABASE_ROLES)}::text[]) role
        where has_function_privilege(role, p.oid, 'execute')) as callers
      from pg_proc p where p.pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;
    const seen = Object.fromEntries(
      rows.map(({ name, callers }) => [name, SERVING_ROLES.filter((role) => callers.includes(DATABASE_ROLES[role]))]),
    );
    expect(seen).toEqual(FUNCTION_RIGHTS);
  });

  test('let the worker have mails counted, which only their owner may do', async () => {
    // PostgreSQL warns, and counts nothing: -1 stands for what it never counted.
    await database.sql('worker')`analyze mail`;
    const counted = () => database.sql('admin')`select reltuples from pg_class where oid = 'mail'::regclass`;
    expect(await counted()).toEqual([{ reltuples: -1 }]);
    await database.sql('worker')`select count_mails()`;
    expect(await counted()).toEqual([{ reltuples: 0 }]);
  });

  test('run every function with more rights than its caller on a path that the caller cannot change', async () => {
    const rows = await database.sql('admin')<{ name: string }[]>`
      select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
        and not coalesce('search_path=public, pg_temp' = any (proconfig), false)`;
    expect(rows).toEqual([]);
  });

  test('keep the queue to the worker', async () => {
    const rows = await database.sql('admin')<{ role: string; used: boolean; made: boolean }[]>`
      select role, has_schema_privilege(role, 'bullmq', 'usage') as used, has_schema_privilege(role, 'bullmq', 'create') as made
      from unnest(${SERVING_ROLES.map((role) => DATABASE_ROLES[role])}::text[]) role`;
    expect(rows.filter(({ used }) => used).map(({ role }) => role)).toEqual(['guichet_worker']);
    expect(rows.filter(({ made }) => made)).toEqual([]);
    const [tables] = await database.sql('admin')<{ wide: number; all: number }[]>`
      select count(*)::int as all, count(*) filter (where has_table_privilege('guichet_worker', oid, 'truncate, references, trigger, maintain'))::int as wide
      from pg_class where relnamespace = 'bullmq'::regnamespace and relkind = 'r'`;
    expect(tables?.all).toBeGreaterThan(5);
    expect(tables?.wide).toBe(0);
  });
});

describe('the roles themselves', () => {
  test('are plain logins: not superuser, may make neither roles nor databases, bypass nothing, belong to nobody', async () => {
    const rows = await database.sql('admin')`
      select rolname from pg_roles where rolname like 'guichet\\_%'
        and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls or not rolcanlogin)`;
    expect(rows).toEqual([]);
    const memberships = await database.sql('admin')`
      select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname like 'guichet\\_%'`;
    expect(memberships).toEqual([]);
  });

  test('own nothing but the migrator, who owns it all', async () => {
    const rows = await database.sql('admin')<{ owner: string }[]>`
      select distinct pg_get_userbyid(owner) as owner from (
        select relowner from pg_class where relnamespace in (select oid from pg_namespace where nspname in ('public', 'bullmq', 'drizzle'))
        union select nspowner from pg_namespace where nspname in ('bullmq', 'drizzle')
        union select datdba from pg_database where datname = current_database()
        union select proowner from pg_proc p where pronamespace in ('public'::regnamespace, 'bullmq'::regnamespace)
          and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      ) as owned (owner)`;
    expect(rows.map(({ owner }) => owner)).toEqual(['guichet_migrator']);
  });

  test.each(SERVING_ROLES)('%s can make nothing in the database', async (role) => {
    expect(await attempt(role, 'create table public.mine (id int)')).toBe('42501');
    expect(await attempt(role, 'create function public.mine() returns int language sql return 1')).toBe('42501');
    expect(await attempt(role, 'create table bullmq.mine (id int)')).toBe('42501');
    expect(await attempt(role, 'create schema mine')).toBe('42501');
    // BullMQ works in temporary tables when it adds jobs in bulk.
    expect(await attempt(role, 'create temporary table mine (id int)')).toBe(role === 'worker' ? 'allowed' : '42501');
  });
});

/** All that is personal, secret or none of the public's business. */
const UNREADABLE = [
  ['person', 'mandate', 'role_assignment', 'submission', 'change_request', 'request_payload', 'request_event'],
  [
    'draft',
    'token_draft',
    'token_door',
    'mail',
    'token',
    'outbox',
    'decision',
    'cause',
    'field_change',
    'staff_task',
    'heartbeat',
    'known_word',
    'request_search',
    'request_word',
    'notice',
    'notice_setting',
    'po_gap',
    'member_standing',
    'role_holder',
    'po_touched',
    'person_touched',
    'presence',
  ],
  ['member_account', 'member_session', 'member_credential', 'member_verification'],
  ['staff_user', 'staff_session', 'staff_credential', 'staff_verification'],
  ['audit_entry', 'audit_value', 'audit_seal', 'audit_unsealed'],
].flat();

describe('the public form', () => {
  test.each(UNREADABLE)('cannot read %s', async (table) => {
    expect(await attempt('intake', `select from ${table}`)).toBe('42501');
  });

  test('reads the public columns of POs and schools, and not how a PO is contacted', async () => {
    expect(await attempt('intake', 'select id, fase, name, street, postcode, locality, search from po')).toBe(
      'allowed',
    );
    expect(await attempt('intake', 'select id, fase, po_id, name, level, locality from school')).toBe('allowed');
    expect(await attempt('intake', 'select contact_email from po')).toBe('42501');
    expect(await attempt('intake', 'select contact_phone from po')).toBe('42501');
    expect(await attempt('intake', 'select * from po')).toBe('42501');
    expect(await attempt('intake', "update po set name = 'x'")).toBe('42501');
  });

  test('gets nothing out of its functions without the secret', async () => {
    const [row] = await database.sql('intake')`
      select track_submission('\\x00') as tracked, confirm_submitter_email('\\x00') as confirmed, read_receipt('guess') as receipt`;
    expect(row).toEqual({ tracked: null, confirmed: false, receipt: null });
  });
});

describe('the back office', () => {
  test.each([
    "insert into person (last_name, first_name, birth_date, created_by) select 'A', 'B', '2000-01-01', id from cause limit 1",
    "update person set last_name = 'x'",
    "update person set email = 'x@y.example'",
    "update mandate set period = '[2020-01-01,2021-01-01)'",
    'insert into mandate select * from mandate',
    'insert into role_assignment select * from role_assignment',
    "update po set name = 'x'",
    "update po set contact_email = 'x@y.example'",
    "update school set name = 'x'",
    "update member_account set email = 'x@y.example'",
    "update request_payload set payload = '{}'",
    "update submission set submitter_email = 'x@y.example'",
    "update decision set apply_hash = 'x'",
    'insert into cause select * from cause',
  ])('cannot: %s', async (statement) => {
    expect(await attempt('backoffice', statement)).toBe('42501');
  });

  test('adds to the record of who read a file, and takes nothing from it', async () => {
    expect(await attempt('backoffice', "update person_reading set screen = 'po'")).toBe('42501');
    expect(await attempt('backoffice', 'delete from person_reading')).toBe('42501');
    expect(await attempt('worker', 'select staff_id from person_reading')).toBe('42501');
  });

  test('cannot read how members sign in', async () => {
    for (const table of ['member_credential', 'member_session', 'member_verification', 'token']) {
      expect({ table, answer: await attempt('backoffice', `select from ${table}`) }).toEqual({
        table,
        answer: '42501',
      });
    }
  });
});

describe('the extranet', () => {
  test('cannot read what was asked, decided or noted by others', async () => {
    const tables = ['request_payload', 'request_event', 'decision', 'staff_task', 'audit_entry', 'audit_value'];
    tables.push('staff_user', 'staff_session', 'staff_credential', 'staff_verification', 'mail_suppression');
    for (const table of tables) {
      expect({ table, answer: await attempt('extranet', `select from ${table}`) }).toEqual({ table, answer: '42501' });
    }
    expect(await attempt('extranet', 'select submitter_email from submission')).toBe('42501');
    expect(await attempt('extranet', 'select subject from change_request')).toBe('42501');
    expect(await attempt('extranet', 'select old_value from field_change')).toBe('42501');
    expect(await attempt('extranet', 'select to_address from mail')).toBe('42501');
  });

  test('writes nothing of the register', async () => {
    for (const table of ['person', 'mandate', 'role_assignment', 'po', 'school', 'site']) {
      expect(await attempt('extranet', `delete from ${table}`)).toBe('42501');
      expect(await attempt('extranet', `insert into ${table} default values`)).toBe('42501');
    }
    expect(await attempt('extranet', "update person set email = 'x@y.example'")).toBe('42501');
  });
});

describe('the worker', () => {
  test('cannot read passwords nor sessions of anybody', async () => {
    expect(await attempt('worker', 'select password from member_credential')).toBe('42501');
    expect(await attempt('worker', 'select token from member_session')).toBe('42501');
    for (const table of ['staff_credential', 'staff_session', 'staff_verification', 'member_verification']) {
      expect({ table, answer: await attempt('worker', `select from ${table}`) }).toEqual({ table, answer: '42501' });
    }
    // It writes to staff, and knows no more of them than that.
    expect(await attempt('worker', 'select name, email, disabled_at from staff_user')).toBe('allowed');
    expect(await attempt('worker', 'select image, demo from staff_user')).toBe('42501');
    expect(await attempt('worker', "update staff_user set email = 'x@y.example'")).toBe('42501');
    expect(await attempt('worker', "update member_credential set password = null where password = 'guess'")).toBe(
      '42501',
    );
  });

  test('cannot rewrite what was asked, decided or noted', async () => {
    expect(await attempt('worker', "update request_payload set payload = '{}'")).toBe('42501');
    expect(await attempt('worker', "update request_event set reason = ''")).toBe('42501');
    expect(await attempt('worker', "update cause set actor_label = ''")).toBe('42501');
    expect(await attempt('worker', "update decision set apply_hash = ''")).toBe('42501');
    expect(await attempt('worker', 'update field_change set new_value = null')).toBe('42501');
  });
});

describe('nobody', () => {
  const audit = ['audit_entry', 'audit_seal', 'audit_value'];
  const register = [
    'po',
    'school',
    'site',
    'school_site',
    'person',
    'mandate',
    'role_assignment',
    'cause',
    'field_change',
  ];
  const requests = ['submission', 'change_request', 'request_payload', 'decision', 'request_event', 'outbox', 'mail'];

  test.each(SERVING_ROLES)('as %s deletes a row of the register, of the requests or of the audit', async (role) => {
    for (const table of [...register, ...requests, ...audit]) {
      expect({ table, answer: await attempt(role, `delete from ${table}`) }).toEqual({ table, answer: '42501' });
      expect({ table, answer: await attempt(role, `truncate ${table} cascade`) }).toEqual({ table, answer: '42501' });
    }
  });

  test.each([...SERVING_ROLES, 'migrator'] as const)('as %s rewrites the audit', async (role) => {
    expect(await attempt(role, "update audit_entry set action = 'x'")).toBe('42501');
    expect(await attempt(role, "update audit_seal set hash = '\\x00'")).toBe('42501');
    expect(await attempt(role, 'update audit_value set after = null')).toBe('42501');
    for (const table of audit) {
      expect(await attempt(role, `delete from ${table}`)).toBe('42501');
      expect(await attempt(role, `truncate ${table} cascade`)).toBe('42501');
    }
  });
});
