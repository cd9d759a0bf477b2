import type { ImportDetail } from '@guichet/shared/contracts/member-imports';
import { stopImport } from '@guichet/shared/contracts/member-imports';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { Tag } from '@guichet/shared/ui/tag';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '../api.ts';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { sayMoment } from '../text/moments.ts';
import { DryRun } from './dry-run.tsx';
import { ImportProgress } from './import-progress.tsx';
import { importQuery, isUnderWay } from './import-queries.ts';
import { MappingForm } from './mapping-form.tsx';
import { OrderForm } from './order-form.tsx';
import { sayImportState } from './say-import.ts';
import { useImportAct } from './use-import-act.ts';
import { WaitingMails } from './waiting-mails.tsx';

/** One import: its columns, its dry run, what is done with it. */
export function ImportPage() {
  const { importId } = useParams({ from: '/bureau/importations/$importId' });
  const { data: run, isPending, error, refetch } = useQuery(importQuery(importId));
  useEffect(() => {
    document.title = run ? `${run.fileName} · Guichet PO` : 'Importation · Guichet PO';
  }, [run]);
  return (
    <main className="page" id="contenu" tabIndex={-1}>
      <p className="small">
        <Link to="/importations">Toutes les importations</Link>
      </p>
      <h1 className="import-title">
        {run?.fileName ?? 'Importation'} {run && <Tag kind={sayImportState(run).kind}>{sayImportState(run).label}</Tag>}
      </h1>
      {run && <ImportBody key={run.id} run={run} />}
      {!run && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
    </main>
  );
}

function ImportBody({ run }: { run: ImportDetail }) {
  const mayDecide = useMayDecide();
  const [mapping, setMapping] = useState(false);
  const isMapping = run.state === 'mapping' || (mapping && !isUnderWay(run.state));
  return (
    <>
      <p className="muted">
        {run.described}, {run.counts.rows} lignes sous les titres de la ligne {run.headerLine}.{' '}
        {run.poName && `Pour ${run.poName}. `}Apportée par {run.uploadedBy}, {sayMoment(run.uploadedAt)}
        {run.orderedBy && run.orderedAt && `, lancée par ${run.orderedBy}, ${sayMoment(run.orderedAt)}`}.
      </p>
      {run.failure && (
        <Notice kind="warn" role="status">
          {run.failure}
        </Notice>
      )}
      <ImportProgress run={run} />
      {run.waitingMails > 0 && mayDecide && !isUnderWay(run.state) && <WaitingMails run={run} />}
      {isMapping && mayDecide && <MappingForm run={run} onStarted={() => setMapping(false)} />}
      {run.state === 'planned' && !isMapping && mayDecide && <OrderForm key={run.generation} run={run} />}
      {run.generation > 0 && <DryRun run={run} />}
      {mayDecide && <ImportActs run={run} isMapping={isMapping} onMap={() => setMapping(true)} />}
    </>
  );
}

type ActsProps = { run: ImportDetail; isMapping: boolean; onMap: () => void };

function ImportActs({ run, isMapping, onMap }: ActsProps) {
  const stop = useImportAct(
    () => call(stopImport, { params: { id: run.id } }),
    run.state === 'applying' ? 'Importation arrêtée.' : 'Importation abandonnée.',
  );
  const isOver = run.state === 'applied' || run.state === 'cancelled';
  return (
    <div className="import-acts">
      {!isMapping && (run.state === 'planned' || run.state === 'applied') && (
        <Button type="button" kind="quiet" onClick={onMap}>
          Revoir les colonnes
        </Button>
      )}
      {!isOver && (
        <Button type="button" kind="quiet" disabled={stop.busy} onClick={() => void stop.act()}>
          {run.state === 'applying' ? 'Arrêter' : 'Abandonner cette importation'}
        </Button>
      )}
      {stop.problem && (
        <p className="field-error" role="alert">
          {stop.problem}
        </p>
      )}
    </div>
  );
}
