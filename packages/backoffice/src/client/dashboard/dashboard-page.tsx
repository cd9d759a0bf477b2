import type { DashboardView } from '@guichet/shared/contracts/dashboard';
import { PERIODS } from '@guichet/shared/contracts/dashboard';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { dashboardQuery } from '../queries.ts';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { sayMoment } from '../text/moments.ts';
import { AccountsPart } from './accounts-part.tsx';
import { CoveragePart } from './coverage-part.tsx';
import { DelaysPart } from './delays-part.tsx';
import { ReceivedPart } from './received-part.tsx';
import { ReliefPart } from './relief-part.tsx';
import { UndeliveredPart } from './undelivered-part.tsx';

/** How the work goes: what comes, how long it takes, who reaches the extranet, which roles are held. */
export function DashboardPage() {
  const { semaines } = useSearch({ from: '/bureau/tableau-de-bord' });
  const weeks = PERIODS.find((period) => String(period) === semaines) ?? PERIODS[0];
  const { data, isPending, error, refetch } = useQuery(dashboardQuery(weeks));
  useEffect(() => {
    document.title = 'Tableau de bord · Guichet PO';
  }, []);
  return (
    <main className="page dashboard" id="contenu" tabIndex={-1}>
      <div className="dashboard-head">
        <h1>Tableau de bord</h1>
        <nav className="dashboard-periods" aria-label="Période">
          {PERIODS.map((period) => (
            <Link
              key={period}
              to="/tableau-de-bord"
              search={period === PERIODS[0] ? {} : { semaines: String(period) }}
              activeProps={{}}
              aria-current={period === weeks ? 'true' : undefined}
            >
              {period} semaines
            </Link>
          ))}
        </nav>
      </div>
      {data ? (
        <Parts data={data} />
      ) : isPending ? (
        <LoadingPage />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </main>
  );
}

function Parts({ data }: { data: DashboardView }) {
  return (
    <>
      <p className="muted small">Chiffres arrêtés {sayMoment(data.at)}. La dernière semaine est celle en cours.</p>
      <ReceivedPart data={data} />
      <DelaysPart data={data} />
      <AccountsPart data={data} />
      <CoveragePart data={data} />
      <ReliefPart data={data} />
      <UndeliveredPart data={data} />
    </>
  );
}
