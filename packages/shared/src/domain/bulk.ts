/** What may be ordered for many requests at once. */
export const BULK_KINDS = ['approve', 'reject', 'assign'] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

/**
 * - waiting: the worker has not come to it yet.
 * - done: decided as ordered. Approved is not applied: the request itself says that.
 * - left: nothing was done, and `outcome` says why.
 * - stopped: somebody stopped the run before its turn.
 * - undone: approved, and taken back with the run.
 */
export const BULK_ITEM_STATES = ['waiting', 'done', 'left', 'stopped', 'undone'] as const;
export type BulkItemState = (typeof BULK_ITEM_STATES)[number];

/** How many requests one run may hold. */
export const BULK_LIMIT = 500;
