import { EmptyState } from '@guichet/shared/ui/empty-state';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import BellOff from 'lucide-react/icons/bell-off';
import { useEffect } from 'react';
import { noticeSettingsQuery, noticesQuery } from '../queries.ts';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { sayMoment } from '../text/moments.ts';
import { BrowserPermission } from './browser-permission.tsx';
import { SettingsForm } from './settings-form.tsx';
import { wordsOf } from './use-browser-notices.ts';

/** What one wants to be told of, and what one was told. */
export function NoticesPage() {
  const { data, isPending, error, refetch } = useQuery(noticeSettingsQuery);
  useEffect(() => {
    document.title = 'Mes avis · Guichet PO';
  }, []);
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <h1>Mes avis</h1>
      <p className="muted">
        Choisissez ce dont le guichet vous prévient. Ces réglages ne sont que les vôtres. Le mail du matin part à 7 h,
        les jours ouvrables, et seulement s’il y a quelque chose à dire.
      </p>
      <BrowserPermission />
      {data && <SettingsForm saved={data.settings} />}
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
      <LatestNotices />
    </main>
  );
}

function LatestNotices() {
  const { data } = useQuery(noticesQuery);
  if (!data) return null;
  return (
    <section aria-labelledby="derniers-avis">
      <h2 id="derniers-avis">Derniers avis</h2>
      {data.notices.length === 0 ? (
        <EmptyState icon={BellOff} title="Aucun avis jusqu’ici" />
      ) : (
        <ul className="tasks">
          {data.notices.map((notice) => (
            <li key={notice.id} className="task">
              <div>
                <h3>{notice.label}</h3>
                <p className="task-line small">
                  <Link to="/demandes/$requestId" params={{ requestId: notice.requestId }} search={{ etat: 'toutes' }}>
                    {wordsOf(notice)}
                  </Link>
                  <span className="muted">{sayMoment(notice.at)}</span>
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
