import { listImportRows, listImports, readImport, readRoleWords } from '@guichet/shared/contracts/member-imports';
import type { ImportRowFilter, ImportState } from '@guichet/shared/domain/member-import';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api.ts';
import { pace } from '../live/live-state.ts';

/** While the worker is at it, each second brings some rows. */
const UNDER_WAY = 1_000;
const AT_REST = () => pace(30_000, 120_000);

export function isUnderWay(state: ImportState): boolean {
  return state === 'planning' || state === 'applying';
}

export const importsQuery = queryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ signal }) => call(listImports, {}, signal),
  refetchInterval: ({ state }) => (state.data?.imports.some((run) => isUnderWay(run.state)) ? UNDER_WAY : AT_REST()),
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => call(readImport, { params: { id } }, signal),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.state) ? UNDER_WAY : AT_REST()),
  });

/** `turn`: moves when the rows may look different. */
export const importRowsQuery = (id: string, show: ImportRowFilter, turn: string) =>
  infiniteQueryOptions({
    queryKey: ['imports', 'rows', id, show, turn],
    queryFn: ({ signal, pageParam }) =>
      call(listImportRows, { params: { id }, query: { show, ...(pageParam ? { after: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

export const roleWordsQuery = (id: string, columns: readonly number[]) =>
  queryOptions({
    queryKey: ['imports', 'words', id, columns],
    queryFn: ({ signal }) => call(readRoleWords, { params: { id }, body: { columns: [...columns] } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: columns.length > 0,
    placeholderData: keepPreviousData,
  });
