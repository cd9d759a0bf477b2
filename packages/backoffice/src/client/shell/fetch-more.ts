import type { InfiniteData, InfiniteQueryObserverResult } from '@tanstack/react-query';

export type Paged = Pick<InfiniteQueryObserverResult<InfiniteData<unknown>>, 'data' | 'fetchNextPage'>;

/** More often than lists are looked at anew while one page comes. */
const TURNS = 5;

/**
 * Fetches the next page, and insists: a list that is looked at anew meanwhile, because something in it changed, drops the
 * page that is on its way, and whoever asked for it saw nothing happen.
 */
export async function fetchMore({ data, fetchNextPage }: Paged): Promise<void> {
  const shown = data?.pages.length ?? 0;
  for (let turn = 0; turn < TURNS; turn += 1) {
    // The first asks at once; the next ones wait for the fresh look that came between.
    const seen = await fetchNextPage({ cancelRefetch: turn === 0 });
    if (seen.isError || !seen.hasNextPage || (seen.data?.pages.length ?? 0) > shown) return;
  }
}
