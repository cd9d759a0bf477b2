import type { Database, Transaction } from '../../db/client.ts';
import { brusselsInstant } from '../../domain/brussels-time.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { enqueue } from '../../queue/outbox.ts';

/** When nobody is at work. */
const NIGHT_HOUR = 2;

/** Writes down tonight's look through the whole register; doing it again adds nothing. A night that was missed is made good. */
export async function planDuplicateSearch(db: Database, now: Date): Promise<void> {
  const day = todayInBrussels(now);
  await enqueue(db, [{ kind: 'duplicates', ref: `all/${day}`, nextAt: brusselsInstant(day, NIGHT_HOUR) }]);
}

/** So many at once, an import for instance, are quicker found by one look through everybody. */
const MANY = 50;

/** Writes down that people who came or changed are to be compared with the others. `causeId`: what changed them. */
export async function lookForDuplicates(
  tx: Transaction,
  looks: readonly { personId: string; causeId: string }[],
): Promise<void> {
  const [first] = looks;
  const refs = [...new Set(looks.map(({ personId, causeId }) => `person/${personId}/${causeId}`))];
  const wanted = first && refs.length > MANY ? [`all/${first.causeId}`] : refs;
  await enqueue(
    tx,
    wanted.map((ref) => ({ kind: 'duplicates', ref })),
  );
}
