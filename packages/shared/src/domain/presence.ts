/** What somebody does with the request before them. */
export const DOINGS = ['reading', 'rejecting', 'closing', 'correcting', 'messaging', 'noting', 'amending'] as const;
export type Doing = (typeof DOINGS)[number];

/** How long the word of an open tab holds: it says it again every few seconds, and two may be missed. */
export const PRESENCE_LEASE_SECONDS = 12;
