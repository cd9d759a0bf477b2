import type { Transaction } from '@guichet/shared/db/client';
import { sql } from 'drizzle-orm';

/** Those with a row for each request. The register keeps its own: its triggers look people and POs up while it is filled. */
const TABLES =
  'submission change_request request_payload decision cause request_event field_change correction mail request_search request_word token audit_entry audit_value';

/**
 * Takes away the indexes of the loaded tables that guard nothing, and gives back the statements that make them again: at
 * a million rows, making an index once is several times quicker than filling it row by row.
 */
export async function setIndexesAside(tx: Transaction): Promise<string[]> {
  const indexes = await tx.execute<{ name: string; definition: string }>(sql`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i where i.indrelid = any (array(select unnest(string_to_array(${TABLES}, ' '))::regclass))
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
    order by 1`);
  for (const { name } of indexes) await tx.execute(sql.raw(`drop index ${name}`));
  return indexes.map(({ definition }) => definition);
}
