import type { Database } from '../../db/client.ts';
import { brusselsInstant, MORNING } from '../../domain/brussels-time.ts';
import { addDays, todayInBrussels } from '../../domain/dates.ts';
import { enqueue } from '../../queue/outbox.ts';

/** Writes down the mornings of today and tomorrow in Brussels; doing it again adds nothing. */
export async function planAccountCalendar(db: Database, now: Date): Promise<void> {
  const today = todayInBrussels(now);
  await enqueue(
    db,
    [today, addDays(today, 1)].map((day) => ({
      kind: 'account-calendar' as const,
      ref: day,
      nextAt: brusselsInstant(day, MORNING),
    })),
  );
}
