import type { ImportRunView } from '@guichet/shared/contracts/member-imports';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { Tag } from '@guichet/shared/ui/tag';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import FileUp from 'lucide-react/icons/file-up';
import { useEffect } from 'react';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { sayMoment } from '../text/moments.ts';
import { importsQuery } from './import-queries.ts';
import { ImportProgress } from './import-progress.tsx';
import { sayImportState } from './say-import.ts';
import { UploadForm } from './upload-form.tsx';

/** Lists of members that came as files: bring one, and find those that were brought. */
export function ImportsPage() {
  const { data, isPending, error, refetch } = useQuery(importsQuery);
  const mayDecide = useMayDecide();
  useEffect(() => {
    document.title = 'Importations · Guichet PO';
  }, []);
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <h1>Importations</h1>
      <p className="muted">
        Une liste de membres en Excel (.xlsx) ou en CSV. Rien n’est écrit avant que vous ayez lu l’essai, ligne par
        ligne.
      </p>
      {mayDecide && <UploadForm maxMegabytes={data?.maxMegabytes} />}
      {data && <ImportList imports={data.imports} />}
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
    </main>
  );
}

function ImportList({ imports }: { imports: readonly ImportRunView[] }) {
  if (imports.length === 0) {
    return (
      <EmptyState icon={FileUp} title="Aucune importation">
        <p>Les listes importées par votre secrétariat se retrouvent ici.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <h2>Les dernières</h2>
      <ul className="runs">
        {imports.map((run) => (
          <li key={run.id}>
            <h3 className="import-title">
              <Link to="/importations/$importId" params={{ importId: run.id }}>
                {run.fileName}
              </Link>{' '}
              <Tag kind={sayImportState(run).kind}>{sayImportState(run).label}</Tag>
            </h3>
            <p className="muted small">
              Apportée par {run.uploadedBy}, {sayMoment(run.uploadedAt)}
              {run.poName && `, pour ${run.poName}`}
            </p>
            <ImportProgress run={run} />
          </li>
        ))}
      </ul>
    </>
  );
}
