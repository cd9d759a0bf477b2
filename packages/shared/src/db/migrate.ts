import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { DATABASE_ROLES, type DatabaseRole } from './database-roles.ts';
import { personalParts } from '../privacy/personal-parts.ts';
import { MIGRATION_LOCK, migrationsFolder } from './migrations.ts';

export type RegionContact = { code: string; name: string; email: string; phone: string };

export const DEFAULT_REGION: RegionContact = {
  code: 'namur-luxembourg',
  name: 'Secrétariat Namur-Luxembourg',
  email: 'secretariat@guichet-po.example',
  phone: '',
};

/**
 * Brings roles, database and schema up to date; doing it again changes nothing.
 * With `adminUrl` (a superuser, or a role that may create roles and databases) it first makes the five login roles with
 * `rolePasswords` and the database, owned by the migrator. With `migratorUrl` alone it expects both to exist.
 */
export async function migrateDatabase(options: {
  adminUrl?: string;
  migratorUrl?: string;
  databaseName?: string;
  rolePasswords?: Partial<Record<DatabaseRole, string>>;
  /** What is given replaces what stands; the rest stays. */
  region?: Partial<Omit<RegionContact, 'code'>>;
}): Promise<void> {
  const migratorUrl = options.adminUrl ? await prepareCluster(options.adminUrl, options) : options.migratorUrl;
  if (!migratorUrl) throw new Error('migrateDatabase needs adminUrl or migratorUrl.');
  const sql = postgres(migratorUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(sql), { migrationsFolder });
    await saveRegion(sql, options.region);
    await savePersonalParts(sql);
  } finally {
    await sql.end();
  }
}

/** Makes the five login roles and the database, where missing. Resolves with the address of the database for its owner. */
export async function prepareCluster(
  adminUrl: string,
  options: { databaseName?: string; rolePasswords?: Partial<Record<DatabaseRole, string>> },
): Promise<string> {
  const database = options.databaseName ?? 'guichet';
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    for (const role of Object.values(DATABASE_ROLES)) {
      const password = options.rolePasswords?.[role];
      if (!password) throw new Error(`migrateDatabase needs a password for the database role ${role}.`);
      const [known] = await admin`select from pg_roles where rolname = ${role}`;
      await admin.unsafe(
        `${known ? 'alter' : 'create'} role ${role} login nosuperuser password '${escapeLiteral(password)}'`,
      );
    }
    const [known] = await admin`select from pg_database where datname = ${database}`;
    if (!known) await admin.unsafe(`create database "${database}" owner ${DATABASE_ROLES.migrator}`);
    await admin.unsafe(`revoke all on database "${database}" from public`);
    await admin.unsafe(`grant connect on database "${database}" to ${Object.values(DATABASE_ROLES).join(', ')}`);
  } finally {
    await admin.end();
  }
  const url = new URL(adminUrl);
  url.username = DATABASE_ROLES.migrator;
  url.password = encodeURIComponent(options.rolePasswords?.[DATABASE_ROLES.migrator] ?? '');
  url.pathname = `/${database}`;
  return url.href;
}

async function saveRegion(sql: Sql, given: Partial<RegionContact> = {}): Promise<void> {
  const first = { ...DEFAULT_REGION, ...given };
  const { name = null, email = null, phone = null } = given;
  // What a secretariat chose for itself stays (migration 0057): then what is given is what it would go back to.
  await sql`
    insert into region (code, name, email, phone) values (${first.code}, ${first.name}, ${first.email}, ${first.phone})
    on conflict (code) do update set
      name = case when region.default_name is null then coalesce(${name}, region.name) else region.name end,
      default_name = case when region.default_name is not null then coalesce(${name}, region.default_name) end,
      email = case when region.default_email is null then coalesce(${email}, region.email) else region.email end,
      default_email = case when region.default_email is not null then coalesce(${email}, region.default_email) end,
      phone = case when region.default_phone is null then coalesce(${phone}, region.phone) else region.phone end,
      default_phone = case when region.default_phone is not null then coalesce(${phone}, region.default_phone) end`;
}

/** What a member's own export reads is told by the map of retention, and only the migrator may say it. */
async function savePersonalParts(sql: Sql): Promise<void> {
  const parts = JSON.stringify(personalParts());
  await sql`
    with wanted as (
      select * from jsonb_to_recordset(${parts}::text::jsonb) as w (name text, position integer, columns text[], condition text)
    ), gone as (delete from personal_part where name not in (select name from wanted))
    insert into personal_part select * from wanted
    on conflict (name) do update set position = excluded.position, columns = excluded.columns, condition = excluded.condition`;
}

function escapeLiteral(text: string): string {
  if (text.includes('\\')) throw new Error('A database password may not contain a backslash.');
  return text.replaceAll("'", "''");
}
