import { Button } from '@guichet/shared/ui/button';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchMore } from './fetch-more.ts';
import { Failure, LoadingPage } from './page-states.tsx';

type Asked = Pick<
  UseInfiniteQueryResult<InfiniteData<unknown>>,
  'data' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
>;

/** What stands below a list that comes in pages: the wait for the first, why it did not come, or the way to the next. */
export function ListEnd({ query, className }: { query: Asked; className?: string }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage } = query;
  const [isAsked, setAsked] = useState(false);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <LoadingPage />;
  if (!hasNextPage) return null;
  const isComing = isAsked || isFetchingNextPage;
  return (
    <Button
      type="button"
      kind="plain"
      className={className}
      disabled={isComing}
      onClick={() => {
        setAsked(true);
        void fetchMore(query).finally(() => setAsked(false));
      }}
    >
      {isComing ? 'Un instant…' : 'Afficher la suite'}
    </Button>
  );
}
