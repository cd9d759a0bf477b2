import { listBulkItems, listBulkRuns, readBulkRun } from '@guichet/shared/contracts/bulk';
import { startEdit } from '@guichet/shared/contracts/edits';
import { listReadings, readPerson } from '@guichet/shared/contracts/persons';
import { searchEverything } from '@guichet/shared/contracts/search';
import { readEnvoiPlan } from '@guichet/shared/contracts/envoi-plan';
import { listReasons, listReasonTemplates } from '@guichet/shared/contracts/reason-templates';
import { listMergeCandidates } from '@guichet/shared/contracts/merge';
import { listNotices, readNoticeSettings } from '@guichet/shared/contracts/notices';
import { readDashboard } from '@guichet/shared/contracts/dashboard';
import { listPeople } from '@guichet/shared/contracts/people-list';
import { listPos, readPoChoices } from '@guichet/shared/contracts/po-list';
import { readPoFile, searchPos } from '@guichet/shared/contracts/pos';
import { listPresence } from '@guichet/shared/contracts/presence';
import { listRequests } from '@guichet/shared/contracts/request-list';
import { readRequest, readStanding } from '@guichet/shared/contracts/request-view';
import { listViews } from '@guichet/shared/contracts/saved-views';
import { readEntryOptions } from '@guichet/shared/contracts/entries';
import { readAccount } from '@guichet/shared/contracts/own-account';
import { readSession, readSignInStage } from '@guichet/shared/contracts/session';
import { listTeam } from '@guichet/shared/contracts/team';
import { listColleagues } from '@guichet/shared/contracts/triage';
import { readForm } from '@guichet/shared/contracts/second-look';
import { listTasks } from '@guichet/shared/contracts/staff-tasks';
import type { Field, FormValues } from '@guichet/shared/request-types/fields';
import type { RequestTypeName } from '@guichet/shared/request-types/forms';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';
import { type PeopleFilters, peopleQueryOf } from './people/people-filters.ts';
import type { EditOf } from './edits/edit-of.ts';
import { pace } from './live/live-state.ts';
import { type PoFilters, poQueryOf } from './pos/po-filters.ts';
import { type QueueFilters, queryOf } from './queue/queue-filters.ts';

/** How often what others may change is looked at again: the line tells of it sooner, while it is up. */
const now = () => pace(15_000, 120_000);
const whileWaiting = () => pace(1_000, 4_000);

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call(readSession, {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** How far a sign-in has come, for the pages of the second factor. */
export const signInStageQuery = queryOptions({
  queryKey: ['sign-in-stage'],
  queryFn: ({ signal }) => call(readSignInStage, {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** One's own sign-in. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => call(readAccount, {}, signal),
});

export const teamQuery = queryOptions({
  queryKey: ['team'],
  queryFn: ({ signal }) => call(listTeam, {}, signal),
});

export const requestListQuery = (filters: QueueFilters) =>
  infiniteQueryOptions({
    queryKey: ['requests', filters],
    queryFn: ({ signal, pageParam }) =>
      call(listRequests, { body: { ...queryOf(filters), ...(pageParam ? { cursor: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: now,
    placeholderData: keepPreviousData,
  });

export const peopleListQuery = (filters: PeopleFilters) =>
  infiniteQueryOptions({
    queryKey: ['people', 'list', filters],
    queryFn: ({ signal, pageParam }) =>
      call(listPeople, { body: { ...peopleQueryOf(filters), ...(pageParam ? { cursor: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

export const dashboardQuery = (weeks: number) =>
  queryOptions({
    queryKey: ['dashboard', weeks],
    queryFn: ({ signal }) =>
      call(readDashboard, { query: { weeks: weeks === 52 ? '52' : weeks === 26 ? '26' : '12' } }, signal),
    refetchInterval: () => pace(120_000, 300_000),
    placeholderData: keepPreviousData,
  });

/** All that is to be decided of the envoi of a request: made anew at each look, since its plans build on each other. */
export const envoiPlanQuery = (id: string) =>
  queryOptions({
    queryKey: ['request', id, 'envoi'],
    queryFn: ({ signal }) => call(readEnvoiPlan, { params: { id } }, signal),
    staleTime: 0,
    gcTime: 0,
  });

/** Requests that may ask the same. */
export const mergeCandidatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['request', id, 'same'],
    queryFn: ({ signal }) => call(listMergeCandidates, { params: { id } }, signal),
    staleTime: 0,
    gcTime: 0,
  });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['request', id],
    queryFn: ({ signal }) => call(readRequest, { params: { id } }, signal),
    refetchInterval: ({ state }) => (state.data?.standing.state === 'approved' ? whileWaiting() : now()),
  });

/** Where an approved request stands, asked again until the worker has answered. */
export const standingQuery = (id: string) =>
  queryOptions({
    queryKey: ['standing', id],
    queryFn: ({ signal }) => call(readStanding, { params: { id } }, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (!state.data || state.data.state === 'approved' ? whileWaiting() : false),
  });

/** Who has which request before them. Many ask, one keeps it fresh: see `usePresenceRefresh`. */
export const presenceQuery = queryOptions({
  queryKey: ['presence'],
  queryFn: ({ signal }) => call(listPresence, {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The answers of a request as its form holds them, with the fields of that form, which come when they are asked for. */
export const requestFormQuery = (id: string) =>
  queryOptions({
    queryKey: ['request-form', id],
    queryFn: async ({ signal }) => {
      const { type, values, schools } = await call(readForm, { params: { id } }, signal);
      const { loadRequestForm } = await import('@guichet/shared/request-types/load-form');
      const { groups } = await loadRequestForm(type as RequestTypeName);
      const fields: Field[] = groups.flatMap((group) => group.fields);
      return { fields, values: values as FormValues, schools };
    },
    staleTime: 0,
    gcTime: 0,
  });

export const posQuery = (q: string) =>
  queryOptions({
    queryKey: ['pos', q],
    queryFn: ({ signal }) => call(searchPos, { body: { q } }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** Everything that bears the words; `many` for a page of results. */
export const searchQuery = (q: string, size: 'few' | 'many') =>
  queryOptions({
    queryKey: ['search', size, q],
    queryFn: ({ signal }) => call(searchEverything, { body: { q, size } }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** The file of a person; asked again each second while something is ordered for the account. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', id],
    queryFn: ({ signal }) => call(readPerson, { params: { id } }, signal),
    refetchInterval: ({ state }) =>
      state.data?.account.orders.some((order) => order.state === 'ordered') ? whileWaiting() : now(),
  });

/** Everybody who read that file, for administrators. */
export const readingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', id, 'readings'],
    queryFn: ({ signal }) => call(listReadings, { params: { id } }, signal),
  });

/** The file of a PO, today or on another day. */
export const poFileQuery = (id: string, day?: string) =>
  queryOptions({
    queryKey: ['po', id, day],
    queryFn: ({ signal }) => call(readPoFile, { params: { id }, query: { day } }, signal),
    placeholderData: (before) => (before?.id === id ? before : undefined),
  });

export const poListQuery = (filters: PoFilters) =>
  infiniteQueryOptions({
    queryKey: ['po-list', filters],
    queryFn: ({ signal, pageParam }) =>
      call(listPos, { body: { ...poQueryOf(filters), ...(pageParam ? { cursor: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** What the list of POs can be narrowed to; it changes with the register alone. */
export const poChoicesQuery = queryOptions({
  queryKey: ['po-list', 'choices'],
  queryFn: ({ signal }) => call(readPoChoices, {}, signal),
  staleTime: 300_000,
});

/** The form of one edit, holding what is recorded at this moment. */
export const editFormQuery = ({ kind, id, poId }: EditOf) =>
  queryOptions({
    queryKey: ['edit-form', kind, id, poId],
    queryFn: ({ signal }) => call(startEdit, { query: { kind, id, ...(poId ? { po: poId } : {}) } }, signal),
    // What is typed is held against it: it must not change under the hands.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Who decides in this secretariat. */
export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: ({ signal }) => call(listColleagues, {}, signal),
  staleTime: 300_000,
});

export const reasonsQuery = (requestId: string) =>
  queryOptions({
    queryKey: ['reasons', requestId],
    queryFn: ({ signal }) => call(listReasons, { params: { id: requestId } }, signal),
    staleTime: 60_000,
  });

export const reasonTemplatesQuery = queryOptions({
  queryKey: ['reason-templates'],
  queryFn: ({ signal }) => call(listReasonTemplates, {}, signal),
});

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => call(listViews, {}, signal),
  staleTime: 60_000,
});

/** What can be chosen while a request about that PO is entered. */
export const entryOptionsQuery = (po: string | undefined) =>
  queryOptions({
    queryKey: ['entry-options', po],
    queryFn: ({ signal }) => call(readEntryOptions, { query: { po } }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const tasksQuery = queryOptions({
  queryKey: ['tasks'],
  queryFn: ({ signal }) => call(listTasks, {}, signal),
  refetchInterval: () => pace(60_000, 300_000),
});

/** A run under way is looked at so often, whatever the line tells: each second brings some of its requests. */
const RUNNING = 1_000;

/** The recent runs over many requests; asked each second while one of them is under way. */
export const bulkRunsQuery = queryOptions({
  queryKey: ['bulk', 'runs'],
  queryFn: ({ signal }) => call(listBulkRuns, {}, signal),
  refetchInterval: ({ state }) =>
    state.data?.runs.some(({ own, finishedAt, undoable }) => own && (finishedAt === null || undoable > 0))
      ? RUNNING
      : now(),
});

export const bulkRunQuery = (id: string) =>
  queryOptions({
    queryKey: ['bulk', 'run', id],
    queryFn: ({ signal }) => call(readBulkRun, { params: { id } }, signal),
    refetchInterval: ({ state }) =>
      !state.data || state.data.finishedAt === null || state.data.undoable > 0 ? RUNNING : now(),
  });

/** `turns`: how many requests of the run have had their turn; when it moves, the list is asked again. */
export const bulkItemsQuery = (id: string, turns: number) =>
  queryOptions({
    queryKey: ['bulk', 'items', id, turns],
    queryFn: ({ signal }) => call(listBulkItems, { params: { id } }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: now,
  });

/** The newest notices to oneself; the line tells of a new one. */
export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => call(listNotices, {}, signal),
  refetchInterval: () => pace(60_000, 300_000),
});

export const noticeSettingsQuery = queryOptions({
  queryKey: ['notice-settings'],
  queryFn: ({ signal }) => call(readNoticeSettings, {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});
