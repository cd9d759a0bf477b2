import {
  orderRetention,
  readRetention,
  type RetentionRuleView,
  type RetentionRunView,
} from '@guichet/shared/contracts/privacy';
import { Button } from '@guichet/shared/ui/button';
import { DataTable } from '@guichet/shared/ui/data-table';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '../../api.ts';
import { sessionQuery } from '../../queries.ts';
import { sentenceOf } from '../../query-client.ts';
import { useAnnounce } from '../../shell/announcer.tsx';
import { Dialog } from '../../shell/dialog.tsx';
import { Failure, LoadingPage } from '../../shell/page-states.tsx';
import { sayMoment } from '../../text/moments.ts';
import { AdministrationNav } from '../administration-nav.tsx';
import { SettingDialog } from '../settings/setting-dialog.tsx';
import { settingsQuery } from '../settings/settings-query.ts';
import { ErasureList } from './erasure-list.tsx';

const retentionQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => call(readRetention, {}, signal),
  // Only while a run is under way: each look counts what is due.
  refetchInterval: ({ state }) =>
    state.data?.runs.some(({ finishedAt }) => finishedAt === null) ||
    state.data?.erasures.some((one) => one.state === 'ordered')
      ? 3_000
      : false,
});

/** How long what is kept, why, what is over now, and what the last runs took away. */
export function RetentionPage() {
  const { data: session } = useQuery(sessionQuery);
  const mayAdminister = session?.staff.role === 'administrator';
  const { data, isPending, error, refetch } = useQuery({ ...retentionQuery, enabled: mayAdminister });
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    document.title = 'Conservation · Guichet PO';
  }, []);
  if (!mayAdminister) {
    return (
      <main className="page page-narrow" id="contenu" tabIndex={-1}>
        <h1>Conservation des données</h1>
        <p>Cette page est réservée à l’administration du guichet.</p>
      </main>
    );
  }
  const due = data?.rules.reduce((sum, rule) => sum + rule.due, 0) ?? 0;
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <AdministrationNav />
      <h1>Conservation des données</h1>
      <p className="muted">
        Chaque donnée a sa durée, et sa raison. Ce qui est échu part dans la nuit de samedi à dimanche, ou maintenant si
        vous le demandez.
      </p>
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
      {data && (
        <>
          <ErasureList erasures={data.erasures} />
          <section className="privacy-part" aria-labelledby="regles">
            <h2 id="regles">Les règles</h2>
            <RuleTable rules={data.rules} />
            <Button type="button" disabled={due === 0} onClick={() => setAsking(true)}>
              Effacer maintenant ce qui est échu
            </Button>
            {due === 0 && <p className="muted small">Rien n’est échu en ce moment.</p>}
          </section>
          <RunList runs={data.runs} />
          {asking && <RunDialog rules={data.rules} onClose={() => setAsking(false)} />}
        </>
      )}
    </main>
  );
}

function RuleTable({ rules }: { rules: readonly RetentionRuleView[] }) {
  const [changing, setChanging] = useState<string | null>(null);
  const { data } = useQuery(settingsQuery);
  const setting = data?.settings.find(({ key }) => key === changing);
  return (
    <>
      <DataTable
        caption="Ce qui est gardé, combien de temps, et ce qui est échu"
        captionHidden
        rows={rules}
        rowKey={({ name }) => name}
        columns={[
          {
            key: 'what',
            label: 'Quoi',
            heading: true,
            cell: ({ label, does, reason }) => (
              <>
                {label}
                <span className="rule-words muted small">{does}</span>
                <span className="rule-words muted small">Pourquoi cette durée : {reason}</span>
              </>
            ),
          },
          {
            key: 'period',
            label: 'Durée',
            cell: ({ name, label, period }) => (
              <>
                <span className="nowrap">{period}</span>{' '}
                <Button type="button" kind="plain" small onClick={() => setChanging(`retention-${name}`)}>
                  Modifier<span className="visually-hidden"> : {label}</span>
                </Button>
              </>
            ),
          },
          {
            key: 'due',
            label: 'Échu',
            numeric: true,
            cell: (rule) => <DueCell rule={rule} />,
          },
        ]}
      />
      {setting && <SettingDialog setting={setting} onClose={() => setChanging(null)} />}
    </>
  );
}

function DueCell({ rule: { due, oldest, people } }: { rule: RetentionRuleView }) {
  return (
    <>
      {due.toLocaleString('fr-BE')}
      {oldest && <span className="rule-words muted small">le plus ancien : {sayMoment(oldest)}</span>}
      {people.map(({ id, name }) => (
        <Link key={id} className="rule-words small" to="/personnes/$personId" params={{ personId: id }}>
          {name}
        </Link>
      ))}
      {people.length > 0 && people.length < due && <span className="rule-words muted small">et d’autres</span>}
    </>
  );
}

function RunDialog({ rules, onClose }: { rules: readonly RetentionRuleView[]; onClose: () => void }) {
  const [id] = useState(() => crypto.randomUUID());
  const announce = useAnnounce();
  const queryClient = useQueryClient();
  const order = useMutation({
    mutationFn: () => call(orderRetention, { body: { id } }),
    onSuccess: async () => {
      announce('C’est demandé. Le rapport s’écrit au bas de la page.');
      await queryClient.invalidateQueries(retentionQuery);
      onClose();
    },
  });
  return (
    <Dialog title="Effacer ce qui est échu ?" onClose={onClose}>
      <p>Ce qui part ne revient pas :</p>
      <ul>
        {rules
          .filter(({ due }) => due > 0)
          .map(({ name, label, due, people }) => (
            <li key={name}>
              {label} : {due.toLocaleString('fr-BE')}
              {people.length > 0 &&
                ` (${people.map((person) => person.name).join(', ')}${people.length < due ? '…' : ''})`}
            </li>
          ))}
      </ul>
      {order.error && (
        <p className="field-error" role="alert">
          {sentenceOf(order.error)}
        </p>
      )}
      <div className="dialog-acts">
        <Button type="button" kind="danger" disabled={order.isPending} onClick={() => order.mutate()}>
          Effacer définitivement
        </Button>
        <Button type="button" kind="plain" onClick={onClose}>
          Ne rien effacer
        </Button>
      </div>
    </Dialog>
  );
}

function RunList({ runs }: { runs: readonly RetentionRunView[] }) {
  return (
    <section className="privacy-part" aria-labelledby="passages">
      <h2 id="passages">Les derniers passages</h2>
      {runs.length === 0 && <p className="muted">Aucun passage encore.</p>}
      <ul className="runs">
        {runs.map((run) => (
          <li key={run.id}>
            <h3>
              {run.orderedBy ? `Demandé par ${run.orderedBy}` : 'Passage de la nuit'},{' '}
              {sayMoment(run.startedAt ?? run.orderedAt)}
            </h3>
            <p>{sayRun(run)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sayRun({ finishedAt, counts }: RetentionRunView): string {
  const went = counts.map(({ label, count }) => `${label} : ${count.toLocaleString('fr-BE')}`).join(' ; ');
  if (finishedAt === null) return went === '' ? 'En cours.' : `En cours. ${went}.`;
  return went === '' ? 'Rien n’était échu.' : `${went}.`;
}
