import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';

/** Removes the leases that ran out, which tells every process that these people are gone. Processes may do it at once. */
export async function sweepPresence(db: Database): Promise<void> {
  await db.execute(sql`
    delete from presence where id in (select id from presence where held_until < now() for update skip locked)`);
}
