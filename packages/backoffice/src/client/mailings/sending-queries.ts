import { checkMessage } from '@guichet/shared/contracts/mailing-proofs';
import { checkMailing, listMailingRecipients, readMailingProgress } from '@guichet/shared/contracts/mailing-sending';
import { UNDER_WAY } from '@guichet/shared/domain/mailings/mailing-transitions';
import type { RecipientFate } from '@guichet/shared/domain/mailings/recipient-fates';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api.ts';

/** What stands between a draft and its sending: at that version of it. */
export const checkQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['mailing-check', id, version],
    queryFn: ({ signal }) => call(checkMailing, { params: { id } }, signal),
    placeholderData: keepPreviousData,
  });

/** What the text says by itself, and whether its links lead somewhere: at that version of it. */
export const messageCheckQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['mailing-message-check', id, version],
    queryFn: ({ signal }) => call(checkMessage, { params: { id } }, signal),
    // The pages of others are asked: not at each look at this one.
    staleTime: 120_000,
    retry: false,
  });

export const progressQuery = (id: string) =>
  queryOptions({
    queryKey: ['mailing-progress', id],
    queryFn: ({ signal }) => call(readMailingProgress, { params: { id } }, signal),
    // The live line tells more often; this is for when it is down, for what it said too early, and for mails that are
    // sent again after the end.
    refetchInterval: ({ state: { data } }) =>
      data && (UNDER_WAY.some((state) => state === data.state) || data.fates.waiting > 0) ? AGAIN_MS : false,
  });

/** So often a mailing that is under way is looked at without being told. */
const AGAIN_MS = 3_000;

export type RecipientFilters = { fate?: RecipientFate; q?: string };

/** `turn`: moves when something became of a recipient, so that the list is asked for anew and shown meanwhile. */
export const recipientsQuery = (id: string, filters: RecipientFilters, turn: string) =>
  infiniteQueryOptions({
    queryKey: ['mailing-recipients', id, filters, turn],
    queryFn: ({ signal, pageParam }) =>
      call(listMailingRecipients, { params: { id }, body: { ...filters, after: pageParam } }, signal),
    initialPageParam: 0,
    getNextPageParam: ({ more }, pages) =>
      more ? pages.reduce((total, { recipients }) => total + recipients.length, 0) : undefined,
    placeholderData: keepPreviousData,
  });
