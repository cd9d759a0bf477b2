import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { NotFoundError } from '../errors/errors.ts';

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
  const [known] = await db.execute(sql`
    select from mandate m join po on po.id = m.po_id where m.person_id = ${personId} and po.region_id = ${regionId} limit 1`);
  if (known) return;
  throw new NotFoundError(`no person ${personId} in region ${regionId}`, {
    userMessage: 'Cette personne n’est pas dans votre secrétariat.',
  });
}
