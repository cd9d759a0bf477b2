import type { MailingList } from '@guichet/shared/contracts/mailing-view';
import { listMailingReaders, readMailingText } from '@guichet/shared/contracts/mailing-proofs';
import { listMailings, listMailingTemplates, readMailing } from '@guichet/shared/contracts/mailings';
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

/** Those through whose eyes a mailing may be looked at; whom it is for is computed anew each time. */
export const mailingReadersQuery = (id: string, q: string | undefined) =>
  queryOptions({
    queryKey: ['mailing-readers', id, q],
    queryFn: ({ signal }) => call(listMailingReaders, { params: { id }, body: q ? { q } : {} }, signal),
    placeholderData: keepPreviousData,
  });

/** The text part, as the version of the mailing makes it. */
export const mailingTextQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['mailing-text', id, version],
    queryFn: ({ signal }) => call(readMailingText, { params: { id } }, signal),
    placeholderData: keepPreviousData,
  });

/** With those that were put away. */
export const mailingTemplatesQuery = queryOptions({
  queryKey: ['mailing-templates'],
  queryFn: ({ signal }) => call(listMailingTemplates, {}, signal),
});
