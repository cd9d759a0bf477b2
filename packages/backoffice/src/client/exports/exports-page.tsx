import { deleteExport, type ExportView } from '@guichet/shared/contracts/exports';
import { EXPORT_HOURS, EXPORT_LIST_LABELS } from '@guichet/shared/domain/exports';
import { Button } from '@guichet/shared/ui/button';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import Download from 'lucide-react/icons/download';
import { useEffect } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { sayMoment } from '../text/moments.ts';
import { fileAddress } from './download.ts';
import { ExportProgress } from './export-progress.tsx';
import { exportsQuery } from './export-queries.ts';
import { FORMAT_LABELS, isUnderWay, sayRows, saySize } from './say-export.ts';

/** One's own exports: those that are written now, those that can be fetched, those that are over. */
export function ExportsPage() {
  const { data, isPending, error, refetch } = useQuery(exportsQuery);
  useEffect(() => {
    document.title = 'Exportations · Guichet PO';
  }, []);
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <h1>Exportations</h1>
      <p className="muted">
        Les listes que vous avez exportées. Vous seul·e pouvez télécharger ces fichiers, pendant {EXPORT_HOURS} heures ;
        ensuite, ils sont supprimés.
      </p>
      {data && <Runs runs={data.runs} />}
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
    </main>
  );
}

function Runs({ runs }: { runs: readonly ExportView[] }) {
  if (runs.length === 0) {
    return (
      <EmptyState icon={Download} title="Aucune exportation">
        <p>
          Ouvrez une liste, par exemple celle des <Link to="/po">PO</Link>, et choisissez « Exporter ».
        </p>
      </EmptyState>
    );
  }
  return (
    <ul className="runs">
      {runs.map((run) => (
        <Run key={run.id} run={run} />
      ))}
    </ul>
  );
}

function Run({ run }: { run: ExportView }) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const remove = useMutation({
    mutationFn: () => call(deleteExport, { params: { id: run.id } }),
    onSuccess: async () => {
      announce(`Supprimé : ${run.fileName}.`);
      await queryClient.invalidateQueries(exportsQuery);
    },
  });
  const title = `${EXPORT_LIST_LABELS[run.list]} (${FORMAT_LABELS[run.format]})`;
  const canGo = run.state === 'done' || isUnderWay(run);
  return (
    <li>
      <h2>{title}</h2>
      <p className="muted small">
        {sayMoment(run.orderedAt)}
        {run.state === 'done' && run.expiresAt !== null && ` · sera supprimé ${sayMoment(run.expiresAt)}`}
      </p>
      {isUnderWay(run) && <ExportProgress run={run} />}
      {run.state === 'done' && (
        <p>
          <a href={fileAddress(run.id)} download={run.fileName}>
            Télécharger {run.fileName}
          </a>{' '}
          ({sayRows(run.rows)}, {saySize(run.bytes)})
        </p>
      )}
      {run.state === 'deleted' && <p>Le fichier a été supprimé.</p>}
      {run.problem !== null && <p className="field-error">{run.problem}</p>}
      {canGo && (
        <p>
          <Button type="button" kind="quiet" small disabled={remove.isPending} onClick={() => remove.mutate()}>
            {run.state === 'done' ? 'Supprimer maintenant' : 'Arrêter'}
            <span className="visually-hidden"> : {title}</span>
          </Button>
        </p>
      )}
      {remove.error && (
        <p className="field-error" role="alert">
          {sentenceOf(remove.error)}
        </p>
      )}
    </li>
  );
}
