import { pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';

/** A PO that a resource is for. A resource without any is for all. */
export const resourcePo = pgTable(
  'resource_po',
  { resourceId: uuid('resource_id').notNull(), poId: uuid('po_id').notNull() },
  (table) => [primaryKey({ columns: [table.resourceId, table.poId] })],
);
