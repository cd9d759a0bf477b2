import { sql } from 'drizzle-orm';
import type { TwinView } from '../../contracts/persons.ts';
import type { Database } from '../../db/client.ts';
import { type CivilDate, formatDate } from '../../domain/dates.ts';
import { sideOf } from './list-duplicate-pairs.ts';

/** More of them at once would be read in the worklist. */
const SHOWN = 10;

type Row = {
  other: { id: string; name: string; birthDate: CivilDate; detail: string };
  reasons: string[];
  state: TwinView['state'];
};

/**
 * Records that may be of the same human being as this one, the likeliest first, and those that were merged into it: what
 * its page leads to. Those that somebody said to be of two people are left out.
 */
export async function listTwins(db: Database, personId: string): Promise<TwinView[]> {
  // Each side of a pair by its own index.
  const rows = await db.execute<Row>(sql`
    with pair as (
      select other_id as id, score, reasons, state from duplicate_pair where one_id = ${personId}
      union all select one_id, score, reasons, state from duplicate_pair where other_id = ${personId})
    select ${sideOf('other')} as other, pair.reasons, pair.state
    from pair join person other on other.id = pair.id join person self on self.id = ${personId}
    where (pair.state = 'open' and other.merged_into is null and self.merged_into is null and other.erased_at is null)
      or (pair.state = 'merged' and other.merged_into = self.id)
    order by pair.state desc, pair.score desc, other.id limit ${SHOWN}`);
  return rows.map(({ other, reasons, state }) => ({
    ...other,
    birthDate: formatDate(other.birthDate),
    state,
    reasons: state === 'open' ? reasons : [],
  }));
}
