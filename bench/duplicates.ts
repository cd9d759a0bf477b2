import { findAllDuplicates } from '../packages/shared/src/commands/duplicates/find-all-duplicates.ts';
import { databaseOf, ensureLoaded, type LoadSize } from './loaded-office.ts';
import type { Place } from './place.ts';

/** As many people as a federation has, and requests enough to be a database. */
const SIZE: LoadSize = { requests: 2_000, open: 100, people: 100_000, pos: 10_000, seed: 1 };
const TENTH: LoadSize = { ...SIZE, requests: 1_000, people: 10_000, pos: 1_000 };

export type SearchTimes = { people: number; found: number; seconds: number; again: number; memoryMb: number };

/**
 * The nightly look for duplicates through 100,000 invented people, among whom are couples and homonyms, and through a
 * tenth of them: how long it takes, the first time and the next, and how much the memory of its process grows.
 */
export async function benchDuplicates({ cluster, say }: Place): Promise<SearchTimes[]> {
  const times: SearchTimes[] = [];
  for (const size of [TENTH, SIZE]) {
    await ensureLoaded(cluster, size, say);
    const { db } = cluster.connect('worker', databaseOf(size));
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 50);
    const first = await timed(() => findAllDuplicates(db, new Date()));
    clearInterval(watch);
    const next = await timed(() => findAllDuplicates(db, new Date()));
    const memoryMb = (most - before) / 1_048_576;
    times.push({ ...first.result, seconds: first.seconds, again: next.seconds, memoryMb });
  }
  return times;
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const began = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - began) / 1_000 };
}
