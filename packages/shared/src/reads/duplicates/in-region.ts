import { type SQL, sql } from 'drizzle-orm';

/**
 * Whether a person is the affair of a secretariat: they have or had a mandate in a PO of it, or never had any. `id` is
 * written out as it stands.
 */
export function isInRegion(id: string, regionId: string): SQL {
  const person = sql.raw(id);
  // Looked up for one person after the other: as two conditions, the planner would first gather all mandates.
  return sql`coalesce((select bool_or(po.region_id = ${regionId}) from mandate m join po on po.id = m.po_id where m.person_id = ${person}), true)`;
}
