import { type ExportSelection, listExports, previewExport } from '@guichet/shared/contracts/exports';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api.ts';

const UNDER_WAY = 500;

/** One's own exports; asked often while one of them is being written. */
export const exportsQuery = queryOptions({
  queryKey: ['exports'],
  queryFn: ({ signal }) => call(listExports, {}, signal),
  refetchInterval: ({ state }) =>
    state.data?.runs.some((run) => run.state === 'ordered' || run.state === 'running') ? UNDER_WAY : false,
});

export const exportPreviewQuery = (selection: ExportSelection) =>
  queryOptions({
    queryKey: ['export-preview', selection],
    queryFn: ({ signal }) => call(previewExport, { body: selection }, signal),
    staleTime: 60_000,
  });
