import { Button } from '@guichet/shared/ui/button';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Failure, LoadingPage } from './page-states.tsx';

type Asked = Pick<
  UseInfiniteQueryResult,
  'data' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
>;

/** What stands below a list that comes in pages: the wait for the first, why it did not come, or the way to the next. */
export function ListEnd({ query, className }: { query: Asked; className?: string }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <LoadingPage />;
  if (!hasNextPage) return null;
  return (
    <Button
      type="button"
      kind="plain"
      className={className}
      disabled={isFetchingNextPage}
      onClick={() => void fetchNextPage()}
    >
      {isFetchingNextPage ? 'Un instant…' : 'Afficher la suite'}
    </Button>
  );
}
