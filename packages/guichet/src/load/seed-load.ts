import {
  type Context,
  inTransaction,
  type StaffActor,
  type TransactionContext,
} from '@guichet/shared/commands/context';
import { cause } from '@guichet/shared/db/tables/cause';
import { importRun } from '@guichet/shared/db/tables/import-run';
import { region } from '@guichet/shared/db/tables/region';
import { staffUser } from '@guichet/shared/db/tables/staff-user';
import { sha256Hex } from '@guichet/shared/domain/hash';
import { asc, sql } from 'drizzle-orm';
import { OperatorError } from '../operator-error.ts';
import { createLoadFunctions } from './load-functions.ts';
import type { LoadSize } from './load-size.ts';
import { approveSome, lookAtOpenRequests, writeLinks } from './open-load-requests.ts';
import { setIndexesAside } from './set-indexes-aside.ts';
import { registerSteps, runSteps } from './write-load-register.ts';
import { writeRequests } from './write-load-requests.ts';
import { writeTraces } from './write-load-traces.ts';

export type LoadOptions = {
  size: LoadSize;
  /** Those of the processes: links in mails are made with them. */
  tokenKeys: readonly string[];
  /** Also into a database that holds something already. */
  besideOtherData: boolean;
  onProgress?: (step: string, done: number, total: number) => void;
};

const STAFF = ['Odette Wauthier', 'Lucien Marbaix', 'Fernande Colsoul'];

/**
 * Fills a migrated database, as its owner, with invented POs, people and requests, to see how the product behaves with
 * years of work on record. All or nothing. The same seed gives the same rows, but for the dates, which go with today.
 * @throws OperatorError when the database holds something already, or a load of the same seed
 */
export async function seedLoad(ctx: Context, options: LoadOptions): Promise<{ approved: number }> {
  const { size, onProgress = () => {} } = options;
  const say = (step: string) => onProgress(step, 0, 0);
  return inTransaction(ctx, async (tx) => {
    const { db } = tx;
    await refuseOtherData(tx, options);
    await db.execute(sql`set local work_mem = '64MB'`);
    await db.execute(sql`set local maintenance_work_mem = '256MB'`);
    await createLoadFunctions(db, size.seed);
    const { causeId, regionId, staff } = await writeOrigin(tx, size);
    const indexes = await setIndexesAside(db);
    await runSteps(db, registerSteps(size, causeId, regionId), say);
    const home = { regionId, staffIds: staff.map(({ id }) => id) };
    await writeRequests(db, size, home, (done) => onProgress('Requests', done, size.requests));
    await writeTraces(db, size, home.staffIds, onProgress);
    for (const [done, statement] of indexes.entries()) {
      onProgress('Indexes', done, indexes.length);
      await db.execute(sql.raw(statement));
    }
    say('Statistics');
    await db.execute(sql`analyze`);
    await writeLinks(tx, options.tokenKeys);
    await lookAtOpenRequests(tx, (done, all) => onProgress('Findings', done, all));
    const [actor] = staff;
    return { approved: actor ? await approveSome(tx, actor) : 0 };
  });
}

async function refuseOtherData({ db }: TransactionContext, { size, besideOtherData }: LoadOptions): Promise<void> {
  const [found] = await db.execute<{ filled: boolean; same: boolean }>(sql`
    select exists (select from po) or exists (select from person) or exists (select from submission) as filled,
      exists (select from import_run where kind = 'load' and file_name = ${nameOf(size)}) as same`);
  if (found?.same) {
    throw new OperatorError(`The load with seed ${size.seed} is there already: choose another --seed to add one.`);
  }
  if (found?.filled && !besideOtherData) {
    throw new OperatorError(
      'The database holds POs, people or requests already, and what is loaded cannot be taken out again. ' +
        'Take an empty one, or say --beside-other-data.',
    );
  }
}

const nameOf = ({ seed }: LoadSize): string => `seed-load ${seed}`;

async function writeOrigin(
  { db, actor, now }: TransactionContext,
  size: LoadSize,
): Promise<{ causeId: string; regionId: string; staff: StaffActor[] }> {
  const [home] = await db
    .select({ id: region.id })
    .from(region)
    .orderBy(asc(region.createdAt), asc(region.id))
    .limit(1);
  const fileName = nameOf(size);
  const [run] = await db
    .insert(importRun)
    .values({
      kind: 'load',
      fileName,
      fileSha256: sha256Hex(fileName),
      counts: size,
      actorLabel: actor.label,
      at: now(),
    })
    .returning({ id: importRun.id });
  const [why] = await db
    .insert(cause)
    .values({ kind: 'demo', importId: run?.id ?? null, actorKind: 'operator', actorLabel: actor.label, at: now() })
    .returning({ id: cause.id });
  if (!home || !why) throw new Error('The database has no secretariat: migrate it first.');
  const rows = await db
    .insert(staffUser)
    .values(
      STAFF.map((name, n) => ({ name, email: `load.${size.seed}.${n + 1}@secretariat.example`, regionId: home.id })),
    )
    .returning();
  const staff = rows.map(({ id, name, role, regionId, personId }) => {
    return { kind: 'staff', id, label: name, role, regionId, personId } as const;
  });
  return { causeId: why.id, regionId: home.id, staff };
}
