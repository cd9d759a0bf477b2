import * as z from 'zod/mini';
import { byId, contract, nothing } from './contract.ts';

export const VIEW_NAME_LENGTH = 60;

const word = z.optional(z.string().check(z.minLength(1), z.maxLength(100)));

/** The filters of the queue as they stand in its address: what `client/queue/queue-filters.ts` reads. */
export const viewFilters = z.strictObject({
  etat: word,
  type: word,
  po: word,
  q: word,
  pour: word,
  constat: word,
  canal: word,
  /** Days: "2026-11-23_2026-11-29". */
  recues: word,
  closes: word,
});
export type ViewFilters = z.output<typeof viewFilters>;

const savedView = z.strictObject({
  id: z.string(),
  name: z.string(),
  filters: viewFilters,
  shared: z.boolean(),
  /** Null for one's own. */
  owner: z.nullable(z.string()),
  mayChange: z.boolean(),
});
export type SavedView = z.output<typeof savedView>;

const name = z.string().check(z.maxLength(200));

export const listViews = contract({
  method: 'GET',
  path: '/api/views',
  access: 'staff',
  summary: 'Saved views of the queue: one’s own, and those that colleagues share.',
  response: z.strictObject({ views: z.array(savedView) }),
});

export const saveView = contract({
  method: 'POST',
  path: '/api/views',
  access: 'staff',
  summary: 'Keeps filters of the queue under a name, for oneself or for all.',
  body: z.strictObject({ name, shared: z.boolean(), filters: viewFilters }),
  response: z.strictObject({ id: z.string() }),
});

export const changeView = contract({
  method: 'POST',
  path: '/api/views/:id',
  access: 'staff',
  summary: 'Renames a view, shares it or keeps it for oneself, or gives it other filters.',
  params: byId,
  body: z.strictObject({ name, shared: z.boolean(), filters: z.optional(viewFilters) }),
  response: nothing,
});

export const deleteView = contract({
  method: 'DELETE',
  path: '/api/views/:id',
  access: 'staff',
  summary: 'Deletes a view.',
  params: byId,
  response: nothing,
});
