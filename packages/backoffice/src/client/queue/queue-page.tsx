import type { RequestRow } from '@guichet/shared/contracts/request-list';
import { Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import { EntryLink } from '../entry/entry-link.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { sentenceOf } from '../query-client.ts';
import { useActions } from '../shell/use-actions.tsx';
import { BulkBar } from '../bulk/bulk-bar.tsx';
import { RunStrip } from '../bulk/run-strip.tsx';
import { useTickKeys } from '../bulk/use-tick-keys.ts';
import { SelectionProvider } from '../bulk/use-selection.tsx';
import { QueueFilterBar } from './queue-filter-bar.tsx';
import { groupOf, QUEUE_TABS, queryOf } from './queue-filters.ts';
import { QueueList } from './queue-list.tsx';
import { QueueTabs } from './queue-tabs.tsx';
import { TroubleStrip } from './trouble-strip.tsx';
import { QueueProvider, useQueue } from './use-queue.tsx';
import { ViewBar } from './view-bar.tsx';

/** The list beside the request that is read; on a narrow screen, one or the other. */
export function QueuePage() {
  const { requestId } = useParams({ strict: false });
  return (
    <QueueProvider currentId={requestId}>
      <SelectionProvider>
        <QueueRooms requestId={requestId} />
      </SelectionProvider>
    </QueueProvider>
  );
}

function QueueRooms({ requestId }: { requestId: string | undefined }) {
  const { filters, rows, first, query } = useQueue();
  const navigate = useNavigate();
  const searchRef = useRef<HTMLInputElement>(null);
  const Title = requestId === undefined ? 'h1' : 'h2';

  const step = (by: 1 | -1) => {
    const at = rows.findIndex(({ id }) => id === requestId);
    goTo(at < 0 ? rows[0] : rows[at + by]);
  };
  const goTo = (next: RequestRow | undefined) => {
    if (!next) return;
    const params = { requestId: next.id };
    void navigate({ to: '/demandes/$requestId', params, search: filters, replace: requestId !== undefined });
    document.getElementById(`demande-${next.id}`)?.focus();
  };
  useTickKeys({ rows, current: requestId, goTo });
  useActions({
    next: () => step(1),
    previous: () => step(-1),
    search: () => searchRef.current?.focus(),
    ...(requestId === undefined
      ? {}
      : {
          open: () => document.getElementById('demande')?.focus(),
          back: () => void navigate({ to: '/demandes', search: filters }),
        }),
  });

  return (
    <main className={requestId === undefined ? 'queue' : 'queue queue-reading'} id="contenu" tabIndex={-1}>
      <section className="queue-pane" aria-labelledby="queue-title">
        <div className="queue-head">
          <div className="queue-title-line">
            <Title id="queue-title" className="queue-title">
              {QUEUE_TABS[groupOf(filters)].title}
            </Title>
            <ExportButton selections={[{ list: 'requests', filters: queryOf(filters) }]} />
            <EntryLink />
          </div>
          <TroubleStrip />
          <QueueTabs filters={filters} counts={first?.counts} />
          <ViewBar filters={filters} />
          <QueueFilterBar filters={filters} po={first?.po ?? null} searchRef={searchRef} />
          {query.isError && rows.length > 0 && (
            <p className="queue-stale" role="status">
              Cette liste n’est plus à jour. {sentenceOf(query.error)}
            </p>
          )}
        </div>
        <RunStrip />
        <BulkBar rows={rows} />
        <QueueList current={requestId} />
      </section>
      <Outlet />
    </main>
  );
}
