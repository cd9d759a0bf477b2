import type { BulkItemView, BulkRunView } from '@guichet/shared/contracts/bulk';
import { BULK_ITEM_STATES, type BulkItemState } from '@guichet/shared/domain/bulk';
import { Button } from '@guichet/shared/ui/button';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { bulkItemsQuery, bulkRunQuery } from '../queries.ts';
import { StateTag } from '../request/state-tag.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { sayMoment } from '../text/moments.ts';
import { RunActs } from './run-acts.tsx';
import { RunProgress } from './run-progress.tsx';
import { count, stateWords, titleOf, turnsOf } from './say-run.ts';
import { useMayDecide } from './use-selection.tsx';

const BulkDialog = lazy(async () => ({ default: (await import('./bulk-dialog.tsx')).BulkDialog }));

/** One run: how far it is, what can still be done about it, and what became of each request. */
export function RunPage() {
  const { runId } = useParams({ from: '/bureau/lots/$runId' });
  const { data: run, isPending, error, refetch } = useQuery(bulkRunQuery(runId));
  useEffect(() => {
    document.title = run ? `${titleOf(run.kind, run.total)} · Guichet PO` : 'Lot · Guichet PO';
  }, [run]);
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <p className="small">
        <Link to="/lots">Tous les lots</Link>
      </p>
      <h1>{run ? titleOf(run.kind, run.total) : 'Lot'}</h1>
      {run && <RunHead run={run} />}
      {run && <RunItems key={run.id} run={run} />}
      {!run && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
    </main>
  );
}

function RunHead({ run }: { run: BulkRunView }) {
  return (
    <>
      <p className="muted">
        {run.own ? 'Demandé par vous' : `Demandé par ${run.orderedBy}`}, {sayMoment(run.orderedAt)}
        {run.stoppedBy && `, arrêté par ${run.stoppedBy}`}.
        {run.kind === 'assign' && ` À ${run.assignee ?? 'personne'}.`}
        {run.finishedAt === null && ' Vous pouvez fermer cette page : le lot se poursuit.'}
      </p>
      {run.reason && <blockquote className="run-reason">{run.reason}</blockquote>}
      <RunProgress run={run} />
      <div className="run-acts">
        <RunActs run={run} />
      </div>
    </>
  );
}

function RunItems({ run }: { run: BulkRunView }) {
  const { data } = useQuery(bulkItemsQuery(run.id, turnsOf(run) + run.counts.undone));
  const [shown, setShown] = useState<BulkItemState | null>(null);
  const items = data?.items ?? [];
  const present = BULK_ITEM_STATES.filter((state) => run.counts[state] > 0);
  return (
    <>
      {run.finishedAt !== null && <TakeUpAgain run={run} items={items} />}
      {present.length > 1 && (
        <div className="run-filter" role="group" aria-label="Montrer">
          <Button type="button" kind="quiet" small aria-pressed={shown === null} onClick={() => setShown(null)}>
            Toutes
          </Button>
          {present.map((state) => (
            <Button
              key={state}
              type="button"
              kind="quiet"
              small
              aria-pressed={shown === state}
              onClick={() => setShown(state)}
            >
              {count(run.counts[state], ...stateWords(run.kind, state))}
            </Button>
          ))}
        </div>
      )}
      <ol className="run-items">
        {items
          .filter(({ state }) => shown === null || state === shown)
          .map((item) => (
            <RunItem key={item.requestId} item={item} />
          ))}
      </ol>
    </>
  );
}

function RunItem({ item }: { item: BulkItemView }) {
  return (
    <li className={item.state === 'left' ? 'run-item run-item-left' : 'run-item'}>
      <div>
        <Link to="/demandes/$requestId" params={{ requestId: item.requestId }} search={{ etat: 'toutes' }}>
          {item.typeLabel} · {item.subject}
        </Link>
        <span className="muted small">
          {item.poName} · {item.reference}
        </span>
        {item.outcome && <span className="small">{item.outcome}</span>}
      </div>
      <StateTag state={item.requestState} label={item.requestStateLabel} />
    </li>
  );
}

/** What had no turn, was left or was taken back, and is still to be decided: the same order again, as it stands now. */
function TakeUpAgain({ run, items }: { run: BulkRunView; items: readonly BulkItemView[] }) {
  const navigate = useNavigate();
  const [ordering, setOrdering] = useState(false);
  const mayDecide = useMayDecide();
  const again = items.filter(({ state, requestState }) => state !== 'done' && requestState === 'submitted');
  if (!mayDecide || again.length === 0) return null;
  return (
    <p>
      <Button type="button" kind="quiet" small onClick={() => setOrdering(true)}>
        Reprendre {count(again.length, 'demande qui reste', 'demandes qui restent')}
      </Button>
      {ordering && (
        <Suspense>
          <BulkDialog
            kind={run.kind}
            selection={{ items: again.map(({ requestId, version }) => ({ requestId, version })) }}
            reason={run.reason}
            onClose={() => setOrdering(false)}
            onOrdered={(id) => void navigate({ to: '/lots/$runId', params: { runId: id } })}
          />
        </Suspense>
      )}
    </p>
  );
}
