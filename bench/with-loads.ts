import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cluster, startCluster } from './cluster.ts';
import { ensureLoaded, type LoadSize } from './loaded-office.ts';

/** What is kept in `--load FOLDER`, and serves every part that asks a register of years. */
export const BIG: LoadSize = { requests: 1_000_000, open: 5_000, people: 100_000, pos: 10_000, seed: 1 };
/** A hundredth of everything. */
export const HUNDREDTH: LoadSize = { requests: 10_000, open: 50, people: 1_000, pos: 100, seed: 1 };
export const FEWER_REQUESTS: LoadSize = { requests: 10_000, open: 500, people: 10_000, pos: 1_000, seed: 1 };

export type LoadedOptions = { load: string | undefined; say: (text: string) => void; profile?: string | undefined };

/** Runs `work` on a cluster that has a database of each size: in the folder, or in one that is gone afterwards. */
export async function withLoads<T>(
  sizes: readonly LoadSize[],
  { load, say }: LoadedOptions,
  work: (cluster: Cluster) => Promise<T>,
): Promise<T> {
  const home = load ?? mkdtempSync(join(tmpdir(), 'guichet-load-'));
  const cluster = await startCluster({ home });
  try {
    for (const size of sizes) await ensureLoaded(cluster, size, say);
    return await work(cluster);
  } finally {
    await cluster.close();
    if (load === undefined) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
