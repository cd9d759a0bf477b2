import type { BulkRunView } from '@guichet/shared/contracts/bulk';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import Layers from 'lucide-react/icons/layers';
import { useEffect } from 'react';
import { bulkRunsQuery } from '../queries.ts';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { sayMoment } from '../text/moments.ts';
import { RunProgress } from './run-progress.tsx';
import { titleOf } from './say-run.ts';

/** What was decided for many requests at once, lately. */
export function RunsPage() {
  const { data, isPending, error, refetch } = useQuery(bulkRunsQuery);
  useEffect(() => {
    document.title = 'Lots · Guichet PO';
  }, []);
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <h1>Lots</h1>
      <p className="muted">
        Ce qui a été décidé pour plusieurs demandes à la fois. Un lot se poursuit même si vous fermez cette page.
      </p>
      {data && <RunList runs={data.runs} />}
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
    </main>
  );
}

function RunList({ runs }: { runs: readonly BulkRunView[] }) {
  if (runs.length === 0) {
    return (
      <EmptyState icon={Layers} title="Aucun lot">
        <p>
          Cochez des demandes dans la <Link to="/demandes">liste</Link>, puis choisissez que faire de toutes.
        </p>
      </EmptyState>
    );
  }
  return (
    <ul className="runs">
      {runs.map((run) => (
        <li key={run.id}>
          <h2>
            <Link to="/lots/$runId" params={{ runId: run.id }}>
              {titleOf(run.kind, run.total)}
            </Link>
          </h2>
          <p className="muted small">
            {run.own ? 'Par vous' : `Par ${run.orderedBy}`}, {sayMoment(run.orderedAt)}
          </p>
          <RunProgress run={run} />
        </li>
      ))}
    </ul>
  );
}
