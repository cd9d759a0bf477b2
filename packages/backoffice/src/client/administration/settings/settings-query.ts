import { readSettings } from '@guichet/shared/contracts/settings';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api.ts';

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => call(readSettings, {}, signal),
});
