import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../db/client.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { formatName } from '../../domain/names.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors/errors.ts';
import { MERGER } from '../../request-types/forms.ts';
import type { MergePersons, Side } from '../../request-types/merge-persons/payload.ts';
import { readAnswers } from '../../request-types/read-answers.ts';
import { isInRegion } from './in-region.ts';

/** A merger as it is asked: who stays, what is taken from the other, which account stays, and why. */
export type AskedMerge = {
  survivorId: string;
  mergedId: string;
  fields: MergePersons['fields'];
  account?: Side | undefined;
  reason: string;
};

export type MergeDraft = { payload: MergePersons; schemaVersion: number; subject: string; poId: string };

/**
 * What is asked, as it is stored: with the names of both, and the PO in whose queue the request stands, the latest of
 * their mandates in this region.
 * @throws NotFoundError when one of the two is not of the region; InvalidInputError for one record and itself, or a reason
 *   that is too long; ConflictError when neither ever had a mandate
 */
export async function readMerge(
  db: Database | Transaction,
  regionId: string,
  { survivorId, mergedId, fields, account, reason }: AskedMerge,
): Promise<MergeDraft> {
  if (survivorId === mergedId)
    throw new InvalidInputError(`Person ${survivorId} cannot be merged into itself.`, [
      { path: 'mergedId', message: 'Choisissez deux fiches différentes.' },
    ]);
  const people = await db.execute<{ id: string; firstName: string; lastName: string }>(sql`
    select id, first_name as "firstName", last_name as "lastName" from person
    where id = any(${uuidList([survivorId, mergedId])}) and ${isInRegion('person.id', regionId)}`);
  const nameOf = (id: string) => {
    const person = people.find((row) => row.id === id);
    if (person) return formatName(person);
    throw new NotFoundError(`No person ${id} in region ${regionId}.`, { userMessage: 'Cette fiche n’existe pas.' });
  };
  const answers = readAnswers(MERGER, {
    ...{ survivorId, mergedId, survivorName: nameOf(survivorId), mergedName: nameOf(mergedId) },
    ...{ fields, reason: reason.trim() },
    ...(account ? { account } : {}),
  });
  if (!answers.ok) throw new InvalidInputError('The merger is not usable.', answers.issues);
  const { payload, schemaVersion, subject } = answers;
  const poId = await latestPo(db, regionId, [survivorId, mergedId]);
  return { payload: payload as MergePersons, schemaVersion, subject, poId };
}

async function latestPo(db: Database | Transaction, regionId: string, personIds: readonly string[]): Promise<string> {
  const [row] = await db.execute<{ id: string }>(sql`
    select m.po_id as id from mandate m join po on po.id = m.po_id
    where m.person_id = any(${uuidList(personIds)}) and po.region_id = ${regionId}
    order by m.annulled_at is null desc, upper(m.period) desc nulls first, m.id limit 1`);
  if (row) return row.id;
  throw new ConflictError(`Neither of ${personIds.join(', ')} ever had a mandate.`, {
    userMessage: 'Aucune de ces deux fiches n’a jamais eu de mandat : donnez-en d’abord un à l’une d’elles.',
  });
}
