import type { TransactionContext } from '@guichet/shared/commands/context';
import { keepCoverage } from '@guichet/shared/commands/coverage/keep-coverage';
import { brusselsInstant } from '@guichet/shared/domain/brussels-time';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { endOfMonth, lastMonths } from '@guichet/shared/domain/months';
import { sql } from 'drizzle-orm';

const MONTHS = 12;
const COUNTED_AT = 20;

/**
 * What the worker would have counted on the last day of each month since the demonstration began. Called while the register
 * stands as it began: no address was refused yet.
 */
export async function writeDemoCoverage(
  { db }: TransactionContext,
  { began, loadedAt }: { began: Date; loadedAt: Date },
): Promise<void> {
  const first = todayInBrussels(began);
  // On which days nobody holds a role is written when a transaction ends: this one has to look before.
  await db.execute(sql`set constraints po_touched_refreshed immediate`);
  await db.execute(sql`set constraints po_touched_refreshed deferred`);
  const past = lastMonths(todayInBrussels(loadedAt), MONTHS).slice(0, -1).map(endOfMonth);
  for (const day of past.filter((each) => each >= first)) await keepCoverage(db, brusselsInstant(day, COUNTED_AT));
}
