import { randomBytes } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { connectDatabase, type Database, type DatabaseConnection } from '../db/client.ts';
import { TEMPLATE_DATABASE, TEST_PASSWORD, TEST_ROLES, type TestRole } from './roles.ts';

export type TestDatabase = {
  name: string;
  /** Connection address as this role. */
  url(role: TestRole): string;
  /** A drizzle database on a small pool as this role, the same one at each call. */
  db(role: TestRole): Database;
  /** The postgres.js client under `db(role)`. */
  sql(role: TestRole): Sql;
  /** What lives on a connection of its own and must end first. */
  beforeClose(work: () => Promise<void>): void;
  /** Ends every connection given out and drops the database. */
  close(): Promise<void>;
};

/** A database of its own for a test file: a copy of the migrated template (about 30 ms). Close it in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env.GUICHET_TEST_CLUSTER;
  if (!adminUrl) throw new Error('No test cluster: run the tests through jest, whose global setup starts it.');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, async (admin) => {
    // Owned by the migrator, as in production: PostgreSQL checks foreign keys with the rights of the tables' owner.
    // Its files are copied as they are: through the log of the server it takes twice the time.
    await admin.unsafe(
      `create database ${name} template ${TEMPLATE_DATABASE} owner ${TEST_ROLES.migrator} strategy file_copy`,
    );
    await copyGrants(admin, name);
  });

  const connections = new Map<TestRole, DatabaseConnection>();
  const url = (role: TestRole): string => {
    const address = new URL(adminUrl);
    address.username = TEST_ROLES[role];
    address.password = TEST_PASSWORD;
    address.pathname = `/${name}`;
    return address.href;
  };
  const connection = (role: TestRole): DatabaseConnection => {
    const open = connections.get(role) ?? connectDatabase(url(role), { applicationName: `test as ${role}` });
    connections.set(role, open);
    return open;
  };
  const before: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(before.map((work) => work()));
    await Promise.all([...connections.values()].map(({ sql }) => sql.end({ timeout: 1 })));
    await asAdmin(adminUrl, (admin) => admin.unsafe(`drop database if exists ${name} with (force)`));
  };
  const beforeClose = (work: () => Promise<void>) => void before.push(work);
  return { name, url, beforeClose, db: (role) => connection(role).db, sql: (role) => connection(role).sql, close };
}

/** A copy takes everything from its template but the grants on the database itself. */
async function copyGrants(admin: Sql, name: string): Promise<void> {
  const grants = await admin`
    select acl.privilege_type as privilege, r.rolname as role
    from pg_database d, aclexplode(d.datacl) acl join pg_roles r on r.oid = acl.grantee
    where d.datname = ${TEMPLATE_DATABASE}`;
  const [template] =
    await admin`select datacl is not null as restricted from pg_database where datname = ${TEMPLATE_DATABASE}`;
  if (!template?.restricted) return;
  const [open] = await admin`
    select bool_or(acl.privilege_type = 'CONNECT') as connect
    from pg_database d, aclexplode(d.datacl) acl where d.datname = ${TEMPLATE_DATABASE} and acl.grantee = 0`;
  if (!open?.connect) await admin.unsafe(`revoke all on database ${name} from public`);
  for (const { privilege, role } of grants) await admin.unsafe(`grant ${privilege} on database ${name} to "${role}"`);
}

async function asAdmin(adminUrl: string, work: (admin: Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
