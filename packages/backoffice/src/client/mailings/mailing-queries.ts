import type { MailingList } from '@guichet/shared/contracts/mailing-view';
import { listMailings, readMailing } from '@guichet/shared/contracts/mailings';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api.ts';

export const mailingsQuery = (list: MailingList) =>
  infiniteQueryOptions({
    queryKey: ['mailings', list],
    queryFn: ({ signal, pageParam }) =>
      call(listMailings, { query: { list, ...(pageParam ? { after: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: ({ mailings, more }) => (more ? mailings.at(-1)?.id : undefined),
    placeholderData: keepPreviousData,
  });

export const mailingQuery = (id: string) =>
  queryOptions({
    queryKey: ['mailing', id],
    queryFn: ({ signal }) => call(readMailing, { params: { id } }, signal),
  });
