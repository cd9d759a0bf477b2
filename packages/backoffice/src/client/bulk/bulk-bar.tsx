import type { RequestRow } from '@guichet/shared/contracts/request-list';
import { BULK_LIMIT, type BulkKind } from '@guichet/shared/domain/bulk';
import { Button } from '@guichet/shared/ui/button';
import { lazy, Suspense, useEffect, useState } from 'react';
import { queryOf } from '../queue/queue-filters.ts';
import { useQueue } from '../queue/use-queue.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { count } from './say-run.ts';
import { useMayDecide, useSelection, useTicked } from './use-selection.tsx';

const BulkDialog = lazy(async () => ({ default: (await import('./bulk-dialog.tsx')).BulkDialog }));

/** Above the list: how many requests are ticked, and what can be done with all of them. */
export function BulkBar({ rows }: { rows: readonly RequestRow[] }) {
  const { filters, query } = useQueue();
  const selection = useSelection();
  const ticked = useTicked();
  const mayDecide = useMayDecide();
  const [ordering, setOrdering] = useState<BulkKind | null>(null);
  useEffect(() => selection.show(rows), [selection, rows]);
  const isEmpty = ticked.rows.size === 0 && !ticked.everything;
  const allShown = ticked.everything || rows.every(({ id }) => ticked.rows.has(id));
  useActions({ tickShown: selection.tickShown, tickAll: selection.tickEverything }, mayDecide && rows.length > 0);
  useActions(
    {
      bulkApprove: () => setOrdering('approve'),
      bulkReject: () => setOrdering('reject'),
      bulkAssign: () => setOrdering('assign'),
      untick: selection.clear,
    },
    mayDecide && !isEmpty,
  );
  if (!mayDecide || rows.length === 0) return null;

  return (
    <section className={isEmpty ? 'bulk-bar' : 'bulk-bar bulk-bar-on'} aria-label="Demandes cochées">
      <div className="bulk-line">
        <label className="bulk-all">
          <input
            type="checkbox"
            checked={allShown}
            ref={(box) => {
              if (box) box.indeterminate = !isEmpty && !allShown;
            }}
            onChange={() => (allShown ? selection.clear() : selection.tickShown())}
          />
          <span>{isEmpty ? 'Tout cocher' : sayTicked(ticked.everything, ticked.rows.size)}</span>
        </label>
        {!isEmpty && (
          <Button type="button" kind="plain" small onClick={selection.clear}>
            Tout décocher
          </Button>
        )}
      </div>
      {allShown && !ticked.everything && query.hasNextPage && (
        <Button type="button" kind="plain" small onClick={selection.tickEverything}>
          Cocher aussi la suite de cette liste ({BULK_LIMIT} au plus)
        </Button>
      )}
      {!isEmpty && (
        <div className="bulk-acts" role="group" aria-label="Pour les demandes cochées">
          <Button type="button" small onClick={() => setOrdering('approve')}>
            Approuver
          </Button>
          <Button type="button" kind="danger" small onClick={() => setOrdering('reject')}>
            Refuser
          </Button>
          <Button type="button" kind="quiet" small onClick={() => setOrdering('assign')}>
            Attribuer
          </Button>
        </div>
      )}
      {ordering && (
        <Suspense>
          <BulkDialog
            kind={ordering}
            selection={selection.chosen(queryOf(filters))}
            onClose={() => setOrdering(null)}
            onOrdered={selection.clear}
          />
        </Suspense>
      )}
    </section>
  );
}

function sayTicked(everything: boolean, ticked: number): string {
  return everything ? 'Toute la liste est cochée' : count(ticked, 'demande cochée', 'demandes cochées');
}
