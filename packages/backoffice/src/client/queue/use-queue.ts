import type { RequestRow } from '@guichet/shared/contracts/request-list';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { requestListQuery } from '../queries.ts';
import type { QueueFilters } from './queue-filters.ts';

const route = getRouteApi('/bureau/demandes');

/** The list as it is filtered, and what stands around it. */
export function useQueue() {
  const filters: QueueFilters = route.useSearch();
  const query = useInfiniteQuery(requestListQuery(filters));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return { filters, query, rows, first: query.data?.pages[0] };
}

/** The row after this one, else the one before: what a decision leads to. */
export function neighbourOf(rows: readonly RequestRow[], id: string): RequestRow | undefined {
  const index = rows.findIndex((row) => row.id === id);
  if (index < 0) return rows[0];
  return rows[index + 1] ?? rows[index - 1];
}
