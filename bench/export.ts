import { randomUUID } from 'node:crypto';
import { SYSTEM_ACTOR } from '../packages/shared/src/commands/context.ts';
import { orderExport } from '../packages/shared/src/commands/exports/order-export.ts';
import { runExport } from '../packages/shared/src/commands/exports/run-export.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../packages/shared/src/domain/exports.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../packages/shared/src/domain/roles.ts';
import { registerBuilder, testContext } from '../packages/shared/src/testing/register-builder.ts';
import type { Cluster } from './cluster.ts';
import { databaseOf } from './loaded-office.ts';
import { BIG, HUNDREDTH, type LoadedOptions, withLoads } from './with-loads.ts';

export type ExportTimes = { format: ExportFormat; rows: number; seconds: number; megabytes: number; memoryMb: number };

/**
 * The members of all POs as a file, in each format, at full size and at a hundredth: how long it takes, and how much the
 * memory of its process grows. Memory that does not grow with the people is flat.
 */
export const benchExport = (options: LoadedOptions): Promise<ExportTimes[]> =>
  withLoads([HUNDREDTH, BIG], options, exportAll);

async function exportAll(cluster: Cluster): Promise<ExportTimes[]> {
  const times: ExportTimes[] = [];
  for (const size of [HUNDREDTH, BIG]) {
    const database = databaseOf(size);
    const { db } = cluster.connect('worker', database);
    const { db: owner, sql } = cluster.connect('migrator', database);
    const staff = await registerBuilder(owner).staff();
    for (const format of EXPORT_FORMATS) {
      const id = randomUUID();
      await orderExport(testContext(cluster.connect('backoffice', database).db, staff), {
        ...{ id, format, selection: { list: 'members', filters: {} } },
      });
      const { seconds, memoryMb } = await watched(() =>
        runExport(testContext(db, SYSTEM_ACTOR), id, { singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES }),
      );
      const [run] = await sql<{ rows: number; bytes: string }[]>`select rows, bytes from export_run where id = ${id}`;
      times.push({ format, rows: run?.rows ?? 0, seconds, megabytes: Number(run?.bytes) / 1_000_000, memoryMb });
    }
  }
  return times;
}

async function watched(work: () => Promise<void>): Promise<{ seconds: number; memoryMb: number }> {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const began = performance.now();
  await work();
  clearInterval(watch);
  return { seconds: (performance.now() - began) / 1_000, memoryMb: (most - before) / 1_048_576 };
}
