import { type Health, readHealth } from '@guichet/shared/contracts/health';
import { DataTable } from '@guichet/shared/ui/data-table';
import { Notice } from '@guichet/shared/ui/notice';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../api.ts';
import { Failure, LoadingPage } from '../../shell/page-states.tsx';
import { sayMoment, sayTime } from '../../text/moments.ts';
import { AdministratorsOnly } from '../administrators-only.tsx';
import { sayAgo, sayBytes, sayCount } from './say-health.ts';

const EVERY_MS = 10_000;

const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => call(readHealth, {}, signal),
  refetchInterval: EVERY_MS,
});

/** Whether the programme does its work: a light first, then what it is made of. Nothing is done here. */
export function HealthPage() {
  return (
    <AdministratorsOnly title="Santé">
      <Body />
    </AdministratorsOnly>
  );
}

function Body() {
  const { data, isPending, error, refetch } = useQuery(healthQuery);
  if (!data) return isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <Light notes={data.notes} />
      <p className="muted small">
        {error ? 'Le guichet ne répond plus ; ceci a été lu' : 'Lu'} à {sayTime(data.at)}, et relu toutes les dix
        secondes.
      </p>
      <Workers health={data} />
      <Work health={data} />
      <Mails health={data} />
      <Rest health={data} />
    </>
  );
}

function Light({ notes }: Pick<Health, 'notes'>) {
  return (
    <div role="status" className="health-light">
      {notes.length === 0 && <Notice kind="ok" title="Tout va bien." />}
      {notes.map(({ kind, title, advice }) => (
        <Notice key={title} kind={kind} title={title}>
          <p>{advice}</p>
        </Notice>
      ))}
    </div>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="privacy-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function Workers({ health: { workers, queues, at } }: { health: Health }) {
  return (
    <Part id="programmes" title="Le programme de fond et sa file">
      {workers.length === 0 ? (
        <p>Aucun n’a donné signe de vie depuis un jour.</p>
      ) : (
        <DataTable
          caption="Les programmes de fond"
          captionHidden
          rows={workers}
          rowKey={({ instance }) => instance}
          columns={[
            { key: 'instance', label: 'Machine et processus', heading: true, cell: ({ instance }) => instance },
            { key: 'at', label: 'Dernier signe', cell: (worker) => sayAgo(worker.at, at) },
            { key: 'queue', label: 'File atteinte', cell: ({ queueAt }) => (queueAt ? sayAgo(queueAt, at) : 'jamais') },
            { key: 'since', label: 'Démarré', cell: ({ since }) => (since ? sayMoment(since) : '—') },
            {
              key: 'mail',
              label: 'Serveur de mails',
              cell: ({ mailPausedSeconds }) =>
                mailPausedSeconds === 0 ? 'répond' : `ne prend rien, nouvel essai dans ${mailPausedSeconds} s`,
            },
          ]}
        />
      )}
      {queues && (
        <DataTable
          caption={`La file, dans ${queues.store}, vue ${sayAgo(queues.at, at)}`}
          rows={queues.counts}
          rowKey={({ name }) => name}
          columns={[
            { key: 'label', label: 'File', heading: true, cell: ({ label }) => label },
            { key: 'waiting', label: 'En attente', numeric: true, cell: ({ waiting }) => sayCount(waiting) },
            { key: 'active', label: 'En cours', numeric: true, cell: ({ active }) => sayCount(active) },
          ]}
        />
      )}
    </Part>
  );
}

function Work({ health: { work, dead } }: { health: Health }) {
  return (
    <Part id="travaux" title="Ce qui reste à faire">
      {work.length === 0 ? (
        <p className="muted">Rien n’attend.</p>
      ) : (
        <DataTable
          caption="Travaux, par sorte"
          captionHidden
          rows={work}
          rowKey={({ kind }) => kind}
          columns={[
            { key: 'label', label: 'Travail', heading: true, cell: ({ label }) => label },
            { key: 'due', label: 'Maintenant', numeric: true, cell: ({ due }) => sayCount(due) },
            { key: 'late', label: 'En retard', numeric: true, cell: ({ late }) => sayCount(late) },
            { key: 'planned', label: 'Plus tard', numeric: true, cell: ({ planned }) => sayCount(planned) },
            { key: 'retried', label: 'Réessayés', numeric: true, cell: ({ retried }) => sayCount(retried) },
            {
              key: 'oldest',
              label: 'Le plus ancien',
              cell: ({ oldestDue }) => (oldestDue ? sayMoment(oldestDue) : '—'),
            },
          ]}
        />
      )}
      {dead.length > 0 && (
        <DataTable
          caption="Abandonnés après douze essais, depuis le début"
          rows={dead}
          rowKey={({ label, code }) => `${label}/${code}`}
          columns={[
            { key: 'label', label: 'Travail', heading: true, cell: ({ label }) => label },
            { key: 'code', label: 'Raison', cell: ({ code }) => code || 'inconnue' },
            { key: 'count', label: 'Combien', numeric: true, cell: ({ count }) => sayCount(count) },
            { key: 'last', label: 'Le dernier', cell: ({ last }) => sayMoment(last) },
          ]}
        />
      )}
    </Part>
  );
}

function Mails({ health: { mails, strayReports } }: { health: Health }) {
  return (
    <Part id="mails" title="Les mails">
      <DataTable
        caption="Mails en chemin, ou qui ne sont pas arrivés"
        captionHidden
        rows={mails}
        rowKey={({ state }) => state}
        columns={[
          { key: 'label', label: 'État', heading: true, cell: ({ label }) => label },
          { key: 'count', label: 'Combien', numeric: true, cell: ({ count }) => sayCount(count) },
          { key: 'oldest', label: 'Le plus ancien', cell: ({ oldest }) => (oldest ? sayMoment(oldest) : '—') },
        ]}
      />
      {strayReports > 0 && (
        <p>
          {strayReports === 1
            ? 'Un rapport d’un serveur de mails, reçu ces sept derniers jours, ne correspond à aucun mail du guichet.'
            : `${sayCount(strayReports)} rapports de serveurs de mails, reçus ces sept derniers jours, ne correspondent à aucun mail du guichet.`}
        </p>
      )}
    </Part>
  );
}

function Rest({ health: { audit, runs, databaseBytes } }: { health: Health }) {
  return (
    <Part id="reste" title="Journal, passages, base de données">
      <dl className="health-facts">
        <div>
          <dt>Entrées du journal qui attendent leur sceau</dt>
          <dd>
            {sayCount(audit.unsealed)}
            {audit.oldestUnsealed && `, la plus ancienne ${sayMoment(audit.oldestUnsealed)}`}
          </dd>
        </div>
        {runs.map(({ label, at }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{at ? sayMoment(at) : 'pas encore, ou pas depuis longtemps'}</dd>
          </div>
        ))}
        <div>
          <dt>Taille de la base de données</dt>
          <dd>{sayBytes(databaseBytes)}</dd>
        </div>
      </dl>
    </Part>
  );
}
