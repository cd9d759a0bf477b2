import { type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { NotFoundError } from '../errors/errors.ts';

/**
 * A row for a mandate of the person in the region, annulled ones too: whoever has none is not read there. A record that
 * was merged has given its mandates to the one that stays: it is read where that one is.
 */
export function mandatesInRegion(personId: string, regionId: string): SQL {
  return sql`
    with recursive record as (
      select id, merged_into from person where id = ${personId}
      union select p.id, p.merged_into from person p join record r on p.id = r.merged_into)
    select from record r join mandate m on m.person_id = r.id join po on po.id = m.po_id where po.region_id = ${regionId} limit 1`;
}

/**
 * Passes when the person holds, held or will hold a mandate in a PO of the region; also one that was annulled, which stays
 * readable.
 * @throws NotFoundError otherwise: whether somebody is recorded elsewhere is not told
 */
export async function requirePersonInRegion(
  db: Database | Transaction,
  personId: string,
  regionId: string,
): Promise<void> {
  const [known] = await db.execute(mandatesInRegion(personId, regionId));
  if (known) return;
  throw new NotFoundError(`no person ${personId} in region ${regionId}`, {
    userMessage: 'Cette personne n’est pas dans votre secrétariat.',
  });
}
