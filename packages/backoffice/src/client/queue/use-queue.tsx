import type { RequestList, RequestRow } from '@guichet/shared/contracts/request-list';
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { requestListQuery } from '../queries.ts';
import type { QueueFilters } from './queue-filters.ts';
import { type SteadyRows, steadyRows } from './steady-rows.ts';
import { useReadAhead } from './use-read-ahead.ts';

const route = getRouteApi('/bureau/demandes');

type Queue = SteadyRows & {
  filters: QueueFilters;
  query: UseInfiniteQueryResult<InfiniteData<RequestList>>;
  first: RequestList | undefined;
  /** Shows what is withheld. Answers the first of it. */
  reveal: () => RequestRow | undefined;
};

const QueueContext = createContext<Queue | null>(null);

/** The list as it is filtered, and what stands around it; the same for the list and for the request beside it. */
export function useQueue(): Queue {
  const queue = useContext(QueueContext);
  if (!queue) throw new Error('useQueue needs a QueueProvider around it.');
  return queue;
}

/** `currentId`: the request that is being read. */
export function QueueProvider({ currentId, children }: { currentId: string | undefined; children: ReactNode }) {
  const filters: QueueFilters = route.useSearch();
  const query = useInfiniteQuery(requestListQuery(filters));
  const answered = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? NONE, [query.data]);
  const { steady, reveal } = useSteady(answered, currentId, query.isPlaceholderData ? null : JSON.stringify(filters));
  useReadAhead(steady.rows, currentId, query);
  return (
    <QueueContext value={{ ...steady, filters, query, first: query.data?.pages[0], reveal }}>{children}</QueueContext>
  );
}

const NONE: readonly RequestRow[] = [];

type Kept = { list: string | null; answered: readonly RequestRow[]; currentId: string | undefined; steady: SteadyRows };

/** `list` names what is listed; null while another list stands in for it. */
function useSteady(answered: readonly RequestRow[], currentId: string | undefined, list: string | null) {
  const [kept, setKept] = useState<Kept>(() => keep(NONE, answered, currentId, list));
  let now = kept;
  if (list !== null && kept.list !== list) now = keep(NONE, answered, currentId, list);
  else if (kept.answered !== answered || kept.currentId !== currentId)
    now = keep(kept.steady.rows, answered, currentId, kept.list);
  if (now !== kept) setKept(now);
  return {
    steady: now.steady,
    reveal: () => {
      setKept(keep(NONE, answered, currentId, now.list));
      return now.steady.withheld[0];
    },
  };
}

function keep(
  before: readonly RequestRow[],
  answered: readonly RequestRow[],
  currentId: string | undefined,
  list: string | null,
): Kept {
  return { list, answered, currentId, steady: steadyRows(before, answered, currentId) };
}

/** The row after this one, else the one before: what a decision leads to. */
export function neighbourOf(rows: readonly RequestRow[], id: string): RequestRow | undefined {
  const index = rows.findIndex((row) => row.id === id);
  if (index < 0) return rows[0];
  return rows[index + 1] ?? rows[index - 1];
}
