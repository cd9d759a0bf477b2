import { useEffect } from 'react';

/** So many rows before the end of what is loaded, what follows is fetched. */
const AHEAD = 10;

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; isError: boolean; fetchNextPage: () => unknown };

/** Whoever walks through the list from request to request does not stop at the end of what is loaded. */
export function useReadAhead(rows: readonly { id: string }[], currentId: string | undefined, pages: Pages): void {
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = pages;
  const place = rows.findIndex(({ id }) => id === currentId);
  const near = place >= 0 && place >= rows.length - AHEAD;
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [near, hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
}
