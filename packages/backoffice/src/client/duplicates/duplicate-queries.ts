import {
  countDuplicates,
  listDuplicates,
  type PairFilter,
  previewMerge,
  readDuplicate,
} from '@guichet/shared/contracts/duplicates';
import type { Sent } from '@guichet/shared/contracts/contract';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api.ts';
import { pace } from '../live/live-state.ts';

export const pairsQuery = (filter: PairFilter, q: string) =>
  infiniteQueryOptions({
    queryKey: ['duplicates', 'list', filter, q],
    queryFn: ({ signal, pageParam }) =>
      call(listDuplicates, { body: { filter, q, ...(pageParam ? { cursor: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** How many pairs wait, for the rail. */
export const pairCountQuery = queryOptions({
  queryKey: ['duplicates', 'count'],
  queryFn: ({ signal }) => call(countDuplicates, {}, signal),
  refetchInterval: () => pace(300_000, 600_000),
});

/** Two records; asked again while the worker has not answered. */
export const pairQuery = (one: string, other: string) =>
  queryOptions({
    queryKey: ['duplicates', 'pair', one, other],
    queryFn: ({ signal }) => call(readDuplicate, { params: { one, other } }, signal),
    refetchInterval: ({ state }) =>
      state.data?.merger?.state === 'approved' || state.data?.merger?.revertId ? pace(1_000, 4_000) : false,
  });

export type AskedMerge = Sent<typeof previewMerge>['body'];

/** What the merger would do as it is chosen now. */
export const mergePlanQuery = (asked: AskedMerge, enabled: boolean) =>
  queryOptions({
    queryKey: ['duplicates', 'plan', asked],
    queryFn: ({ signal }) => call(previewMerge, { body: asked }, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    enabled,
  });
