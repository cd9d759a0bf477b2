import { mkdirSync, writeFileSync } from 'node:fs';
import type { StaffActor } from '../packages/shared/src/commands/context.ts';
import type { Database } from '../packages/shared/src/db/client.ts';
import { staffUser } from '../packages/shared/src/db/tables/staff-user.ts';
import type { Cluster } from './cluster.ts';
import type { PageKind } from './measure-pages.ts';

const FOLDER = new URL('plans/', import.meta.url);

type Sql = ReturnType<Cluster['connect']>['sql'];
type Asked = { query: string; params: never[] };

/** Writes how PostgreSQL answers each kind of page, statement by statement, as it measured it itself. */
export async function writePlans(cluster: Cluster, database: string, pages: readonly PageKind[]): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const { db, sql } = cluster.connect('backoffice', database);
  const asked: Asked[] = [];
  const ask = sql.unsafe;
  sql.unsafe = ((query: string, params: never[] = [], options = {}) => {
    asked.push({ query, params });
    return ask(query, params, options);
  }) as typeof ask;
  const actor = await someStaff(db);
  for (const { name, paths, read } of pages) {
    asked.length = 0;
    await read(db, actor, paths[0] ?? '');
    const plans: string[] = [];
    for (const statement of [...asked]) plans.push(await explain(ask, statement));
    const file = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.txt`;
    writeFileSync(new URL(file, FOLDER), `${name}\n\n${plans.join('\n\n')}\n`);
  }
}

async function someStaff(db: Database): Promise<StaffActor> {
  const [user] = await db.select().from(staffUser).limit(1);
  if (!user) throw new Error('The load has no staff.');
  const { id, name, role, regionId, personId } = user;
  return { kind: 'staff', id, label: name, role, regionId, personId };
}

async function explain(ask: Sql['unsafe'], { query, params }: Asked): Promise<string> {
  const rows = await ask<{ 'QUERY PLAN': string }[]>(`explain (analyze, buffers, summary, costs off) ${query}`, params);
  const text = query.replaceAll(/\s+/g, ' ').trim();
  return `${text}\n${rows.map((row) => `  ${row['QUERY PLAN']}`).join('\n')}`;
}
