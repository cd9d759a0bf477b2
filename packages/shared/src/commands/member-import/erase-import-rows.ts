import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';

/** Takes away what lists of members said of a person: that a row was there, and what became of it, stays. */
export async function eraseImportRows(db: Transaction, personId: string): Promise<void> {
  await db.execute(sql`
    update import_row set cells = '[]', subject = 'effacé', effects = '[]', findings = '[]', settlement = '{}', outcome = '',
      state = case state when 'applied' then 'applied' else 'nothing' end
    where person_ids @> array[${personId}::uuid]`);
}
