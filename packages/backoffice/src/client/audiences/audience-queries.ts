import {
  listSilentPos,
  nameAudience,
  previewAudience,
  type RecipientList,
  readAudienceChoices,
} from '@guichet/shared/contracts/audience-preview';
import { listAudiences } from '@guichet/shared/contracts/audiences';
import type { AudienceCriteria } from '@guichet/shared/contracts/mailing-audience';
import type { MailingKind } from '@guichet/shared/domain/mailings/mailing-kinds';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api.ts';

type Asked = { criteria: AudienceCriteria; kind: MailingKind };

/** Whom it would be for: asked anew for each choice; an answer to a choice of before is dropped with its question. */
export const audiencePreviewQuery = (asked: Asked & { list: RecipientList; q?: string | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['audience', 'preview', asked],
    queryFn: ({ signal, pageParam }) =>
      call(previewAudience, { body: { ...asked, ...(pageParam ? { cursor: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

export const silentPosQuery = (asked: Asked) =>
  infiniteQueryOptions({
    queryKey: ['audience', 'silent-pos', asked],
    queryFn: ({ signal, pageParam }) =>
      call(listSilentPos, { body: { ...asked, ...(pageParam ? { cursor: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

/** The names of those that are chosen one by one. */
export const audienceNamesQuery = (ids: { people: readonly string[]; pos: readonly string[] }) =>
  queryOptions({
    queryKey: ['audience', 'names', ids],
    queryFn: ({ signal }) => call(nameAudience, { body: { people: [...ids.people], pos: [...ids.pos] } }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const audienceChoicesQuery = queryOptions({
  queryKey: ['audience', 'choices'],
  queryFn: ({ signal }) => call(readAudienceChoices, {}, signal),
  staleTime: 300_000,
});

export const audiencesQuery = queryOptions({
  queryKey: ['audiences'],
  queryFn: ({ signal }) => call(listAudiences, {}, signal),
});
