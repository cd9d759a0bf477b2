import { DEAD_LINK, type DeadLink } from './account-context.ts';

/** Rolls a transaction back: meanwhile somebody else used the link, or what it was for changed. */
export class LinkGoneError extends Error {}

/** Runs `work`; when the link turns out to be gone, nothing was written and the answer is a dead link. */
export async function unlessLinkGone<T>(work: () => Promise<T>): Promise<T | DeadLink> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LinkGoneError) return DEAD_LINK;
    throw error;
  }
}
