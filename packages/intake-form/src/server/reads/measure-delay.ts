import type { Database } from '@guichet/shared/db/client';
import { type CivilDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { workingDaysHeld } from '@guichet/shared/domain/working-days';
import { sql } from 'drizzle-orm';

/** Working days within which half of the requests decided lately were settled, and nine out of ten. */
export type MeasuredDelay = { half: number; most: number };

/** With fewer than this nothing is claimed. */
const ENOUGH = 10;
const KEEP_MS = 10 * 60_000;

export type Settled = { from: string; to: string; waits: [from: string, to: string][] };

/** How long a secretariat took lately; asked for every ten minutes at most. Null when too few were settled. */
export function createDelayMeasure(db: Database): (regionId: string) => Promise<MeasuredDelay | null> {
  const kept = new Map<string, { at: number; found: Promise<MeasuredDelay | null> }>();
  return (regionId) => {
    const known = kept.get(regionId);
    if (known && performance.now() - known.at < KEEP_MS) return known.found;
    const found = read(db, regionId);
    kept.set(regionId, { at: performance.now(), found });
    found.catch(() => kept.delete(regionId));
    return found;
  };
}

async function read(db: Database, regionId: string): Promise<MeasuredDelay | null> {
  const [row] = await db.execute<{ settled: Settled[] }>(sql`select settled_lately(${regionId}::uuid) as settled`);
  return measureDelay(row?.settled ?? []);
}

/** From the day it came to the day it was settled, without the days on which it waited for its author. */
export function measureDelay(settled: readonly Settled[]): MeasuredDelay | null {
  if (settled.length < ENOUGH) return null;
  const days = settled
    .map(({ from, to, waits }) =>
      workingDaysHeld(
        day(from),
        day(to),
        waits.map(([asked, closed]) => [day(asked), day(closed)]),
      ),
    )
    .sort((a, b) => a - b);
  return { half: quantile(days, 0.5), most: quantile(days, 0.9) };
}

/** The smallest value that at least this share of them does not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}

function day(moment: string): CivilDate {
  return todayInBrussels(new Date(moment));
}
