import { sql } from 'drizzle-orm';
import { ConflictError } from '../../errors/errors.ts';
import type { ErasureLine } from '../../privacy/erasure-list.ts';
import type { TransactionContext } from '../context.ts';
import { erasePerson } from './erase-person.ts';

/** How the people on the list stand in the database now. */
export type ErasureReplay = {
  /** Erased again. */
  erased: number;
  /** Erased on record already. */
  already: number;
  /** Not on record: they came after the backup. */
  unknown: number;
  /** Ids of people whom a request is open about, as it was then: it must be settled before they are erased. */
  waiting: string[];
  /** Erasures on record that the list does not name: it is not the newest list. */
  unlisted: number;
};

/**
 * Erases again everybody on the list whom the database knows and has not erased: after a restore, a backup must not
 * bring back who was erased after it. Whatever their number, in the transaction given; again, it changes nothing more.
 */
export async function replayErasures(tx: TransactionContext, list: readonly ErasureLine[]): Promise<ErasureReplay> {
  const people = [...new Set(list.map(({ personId }) => personId))];
  const known = await tx.db.execute<{ id: string; erased: boolean }>(sql`
    select id, erased_at is not null as erased from person where id = any (${`{${people.join(',')}}`}::uuid[])`);
  const due = new Set(known.filter(({ erased }) => !erased).map(({ id }) => id));
  const waiting: string[] = [];
  for (const personId of people.filter((id) => due.has(id))) {
    try {
      await erasePerson(tx, personId);
    } catch (error) {
      // Nothing was written yet: the open request is found before.
      if (!(error instanceof ConflictError)) throw error;
      waiting.push(personId);
    }
  }
  const listed = list.map(({ erasureId }) => erasureId);
  await tx.db.execute(sql`
    update erasure set state = 'done', done_at = ${tx.now().toISOString()}
    where state in ('awaiting-second', 'ordered') and id = any (${`{${listed.join(',')}}`}::uuid[])
      and not person_id = any (${`{${waiting.join(',')}}`}::uuid[])`);
  const [row] = await tx.db.execute<{ unlisted: number }>(sql`
    select count(*)::int as unlisted from erasure
    where state = 'done' and not id = any (${`{${listed.join(',')}}`}::uuid[])`);
  return {
    erased: due.size - waiting.length,
    already: known.length - due.size,
    unknown: people.length - known.length,
    waiting,
    unlisted: row?.unlisted ?? 0,
  };
}
