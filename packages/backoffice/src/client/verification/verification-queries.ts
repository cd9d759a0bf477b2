import { listVerifications, readPoFreshness } from '@guichet/shared/contracts/verification';
import type { VerificationState } from '@guichet/shared/domain/verification';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api.ts';

export const verificationsQuery = (state: VerificationState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['verifications', state ?? 'all'],
    queryFn: ({ signal, pageParam }) =>
      call(listVerifications, { query: { state, ...(pageParam ? { cursor: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

export const freshnessQuery = (poId: string) =>
  queryOptions({
    queryKey: ['po-freshness', poId],
    queryFn: ({ signal }) => call(readPoFreshness, { params: { id: poId } }, signal),
  });
