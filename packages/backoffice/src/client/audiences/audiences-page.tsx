import { archiveAudience, type AudienceView } from '@guichet/shared/contracts/audiences';
import { Button } from '@guichet/shared/ui/button';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import Users from 'lucide-react/icons/users';
import { useEffect, useState } from 'react';
import { call } from '../api.ts';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { useBeginMailing } from '../mailings/use-begin-mailing.ts';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { useAct } from '../shell/use-act.ts';
import { sayMoment } from '../text/moments.ts';
import { AudienceDialog } from './audience-dialog.tsx';
import { audiencesQuery } from './audience-queries.ts';

/** The audiences that the secretariat keeps under a name. */
export function AudiencesPage() {
  const { data, isPending, error, refetch } = useQuery(audiencesQuery);
  const mayWrite = useMayDecide();
  useEffect(() => {
    document.title = 'Audiences · Guichet PO';
  }, []);
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <p className="mailing-back">
        <Link to="/courriers">Tous les courriers</Link>
      </p>
      <h1>Audiences</h1>
      <p className="muted">
        Des rôles et des PO à qui vous écrivez souvent. Une audience est une question, pas une liste : les personnes
        sont cherchées de nouveau à chaque envoi.
      </p>
      {data?.audiences.length === 0 && (
        <EmptyState icon={Users} title="Aucune audience enregistrée">
          <p>Elles s’enregistrent à l’étape « Destinataires » d’un courrier.</p>
        </EmptyState>
      )}
      {data && data.audiences.length > 0 && (
        <ul className="runs">
          {data.audiences.map((audience) => (
            <Line key={audience.id} audience={audience} mayWrite={mayWrite} />
          ))}
        </ul>
      )}
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
    </main>
  );
}

function Line({ audience, mayWrite }: { audience: AudienceView; mayWrite: boolean }) {
  const { id, name, words, version, updatedAt, updatedBy, criteria } = audience;
  const [renaming, setRenaming] = useState(false);
  const { act, busy, problem } = useAct(...audiencesQuery.queryKey);
  const begin = useBeginMailing();
  return (
    <li>
      <h2 className="mailing-title">{name}</h2>
      <p>{words}</p>
      <p className="muted small">
        Enregistrée par {updatedBy}, {sayMoment(updatedAt)}
      </p>
      {mayWrite && (
        <p className="mailing-acts">
          <Button
            type="button"
            kind="quiet"
            small
            disabled={begin.isPending}
            onClick={() => begin.mutate({ criteria })}
          >
            Écrire à cette audience<span className="visually-hidden"> : {name}</span>
          </Button>
          <Button type="button" kind="plain" small onClick={() => setRenaming(true)}>
            Renommer<span className="visually-hidden"> {name}</span>
          </Button>
          <Button
            type="button"
            kind="plain"
            small
            disabled={busy}
            onClick={() =>
              void act(`Audience retirée : ${name}.`, () =>
                call(archiveAudience, { params: { id }, body: { version } }),
              )
            }
          >
            Retirer<span className="visually-hidden"> {name}</span>
          </Button>
        </p>
      )}
      {(problem || begin.problem) && (
        <p className="field-error" role="alert">
          {problem || begin.problem}
        </p>
      )}
      {renaming && <AudienceDialog criteria={criteria} audience={audience} onClose={() => setRenaming(false)} />}
    </li>
  );
}
