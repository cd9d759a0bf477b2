import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { startFlight } from '../db/flight.ts';
import { uuidList } from '../db/uuid-list.ts';

/** Any number will do: what all writers share, and who writes about more people than can be locked has alone. */
const WHOLE_REGISTER = 7_201_342;

/** Holds every other writer of the PO database back until the end of the transaction: for a list of thousands, at once. */
export async function lockWholeRegister(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${WHOLE_REGISTER})`);
}

/**
 * The one place that locks the PO database, for every writer of it: POs, then identities and persons, then requests,
 * each in order of id (DESIGN.md §5), so that no two writers can wait for each other in a circle. `personIds` may hold
 * ids of persons that do not exist yet and of identities: they are locked by number. The row locks let others refer to
 * a PO meanwhile (a form that is being sent), but not change it. One trip to the database.
 */
export async function lockRegister(
  tx: Transaction,
  ids: { poIds?: readonly string[]; personIds?: readonly string[]; requestIds?: readonly string[] },
): Promise<void> {
  const flight = startFlight();
  if (ids.poIds?.length || ids.personIds?.length) {
    flight.send(tx.execute(sql`select pg_advisory_xact_lock_shared(${WHOLE_REGISTER})`));
  }
  if (ids.poIds?.length) {
    flight.send(tx.execute(sql`select from po where id = any(${uuidList(ids.poIds)}) order by id for no key update`));
  }
  if (ids.personIds?.length) {
    flight.send(
      tx.execute(sql`
      select pg_advisory_xact_lock(hashtextextended(id::text, 0))
      from (select id from unnest(${uuidList(ids.personIds)}) as id order by id) as ids`),
    );
    flight.send(
      tx.execute(sql`select from person where id = any(${uuidList(ids.personIds)}) order by id for no key update`),
    );
  }
  if (ids.requestIds?.length) {
    flight.send(
      tx.execute(sql`select from change_request where id = any(${uuidList(ids.requestIds)}) order by id for update`),
    );
  }
  await flight.land();
}
