import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { DATABASE_ROLES, type DatabaseRole } from './database-roles.ts';
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
  await sql`
    insert into region (code, name, email, phone) values (${first.code}, ${first.name}, ${first.email}, ${first.phone})
    on conflict (code) do update set name = coalesce(${given.name ?? null}, region.name),
      email = coalesce(${given.email ?? null}, region.email), phone = coalesce(${given.phone ?? null}, region.phone)`;
}

function escapeLiteral(text: string): string {
  if (text.includes('\\')) throw new Error('A database password may not contain a backslash.');
  return text.replaceAll("'", "''");
}
