import { listUncoveredPos, readCoverage } from '@guichet/shared/contracts/coverage';
import type { Uncovered } from '@guichet/shared/domain/mailings/uncovered-pos';
import type { Role } from '@guichet/shared/domain/roles';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api.ts';

export const coverageQuery = queryOptions({
  queryKey: ['coverage'],
  queryFn: ({ signal }) => call(readCoverage, {}, signal),
});

export const uncoveredPosQuery = ({ role, why, district, q }: Uncovered & { role: Role }) =>
  infiniteQueryOptions({
    queryKey: ['coverage', 'pos', { role, why, district, q }],
    queryFn: ({ signal, pageParam }) =>
      call(
        listUncoveredPos,
        {
          body: {
            role,
            ...(why ? { why } : {}),
            ...(district ? { district } : {}),
            ...(q ? { q } : {}),
            ...(pageParam ? { cursor: pageParam } : {}),
          },
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
