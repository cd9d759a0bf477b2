import { mkdirSync, writeFileSync } from 'node:fs';
import type { StaffActor } from '../packages/shared/src/commands/context.ts';
import type { Database } from '../packages/shared/src/db/client.ts';
import { staffUser } from '../packages/shared/src/db/tables/staff-user.ts';
import type { Cluster } from './cluster.ts';
import type { PageKind } from './measure-pages.ts';

const FOLDER = new URL('plans/', import.meta.url);

type Sql = ReturnType<Cluster['connect']>['sql'];
type TransactionSql = Parameters<Parameters<Sql['begin']>[1]>[0];
type Asked = { query: string; params: never[] };

/** Writes how PostgreSQL answers each kind of page, statement by statement, as it measured it itself. */
export async function writePlans(cluster: Cluster, database: string, pages: readonly PageKind[]): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const { db, sql } = cluster.connect('backoffice', database);
  const asked: Asked[] = [];
  const begin = sql.begin.bind(sql);
  listen(sql, asked);
  sql.begin = ((work: (tx: TransactionSql) => Promise<unknown>) =>
    begin((tx) => {
      listen(tx, asked);
      return work(tx);
    })) as never;
  const actor = await someStaff(db);
  for (const { name, paths, read } of pages) {
    asked.length = 0;
    await read(db, actor, paths[0] ?? '');
    const statements = [...asked];
    // In one transaction, as what is set for a page within its own counts for its statements.
    const plans = await begin(async (tx) => {
      const found: string[] = [];
      for (const statement of statements) found.push(await explain(tx, statement));
      return found;
    });
    const file = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.txt`;
    writeFileSync(new URL(file, FOLDER), `${name}\n\n${plans.filter((plan) => plan !== '').join('\n\n')}\n`);
  }
}

/** Notes what is asked of a connection, or of a transaction on it. */
function listen(sql: Pick<TransactionSql, 'unsafe'>, asked: Asked[]): void {
  const ask = sql.unsafe.bind(sql);
  sql.unsafe = ((query: string, params: never[] = [], options = {}) => {
    asked.push({ query, params });
    return ask(query, params, options);
  }) as typeof sql.unsafe;
}

async function someStaff(db: Database): Promise<StaffActor> {
  const [user] = await db.select().from(staffUser).limit(1);
  if (!user) throw new Error('The load has no staff.');
  const { id, name, role, regionId, personId } = user;
  return { kind: 'staff', id, label: name, role, regionId, personId };
}

/** The plan of what has one; what is set for those after it is set here too. */
async function explain(sql: Pick<TransactionSql, 'unsafe'>, { query, params }: Asked): Promise<string> {
  const text = query.replaceAll(/\s+/g, ' ').trim();
  if (/^set /i.test(text)) {
    await sql.unsafe(query);
    return text;
  }
  if (!/^(select|with|insert|update|delete)\b/i.test(text)) return '';
  const rows = await sql.unsafe<{ 'QUERY PLAN': string }[]>(
    `explain (analyze, buffers, summary, costs off) ${query}`,
    params,
  );
  return `${text}\n${rows.map((row) => `  ${row['QUERY PLAN']}`).join('\n')}`;
}
