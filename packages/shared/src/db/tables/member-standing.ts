import { date, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/** Where each member stands on the way to the extranet. Written by triggers only, read by `reads/member-standings.ts`. */
export const memberStanding = pgTable('member_standing', {
  personId: uuid('person_id').notNull(),
  regionId: uuid('region_id').notNull(),
  name: text('name').notNull(),
  until: date('until').notNull(),
  state: text('state').notNull(),
  linkEnds: at('link_ends'),
});
