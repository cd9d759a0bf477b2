import type { Database } from '../../db/client.ts';
import { brusselsInstant } from '../../domain/brussels-time.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { addWorkingDays, isWorkingDay } from '../../domain/working-days.ts';
import { enqueue } from '../../queue/outbox.ts';

/** Before people open their mail; a morning that was missed is made good until noon. */
const MORNING_HOUR = 7;
const NOON = 12;

/** Writes down the work of the next working morning in Brussels; doing it again adds nothing. */
export async function planMorningNotices(db: Database, now: Date): Promise<void> {
  const today = todayInBrussels(now);
  const isMorning = isWorkingDay(today) && now < brusselsInstant(today, NOON);
  const day = isMorning ? today : addWorkingDays(today, 1);
  await enqueue(db, [{ kind: 'morning-notices', ref: day, nextAt: brusselsInstant(day, MORNING_HOUR) }]);
}
