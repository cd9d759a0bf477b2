import { type AuditCheckView, listAuditChecks, orderAuditCheck } from '@guichet/shared/contracts/journal';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import ShieldCheck from 'lucide-react/icons/shield-check';
import { call } from '../../api.ts';
import { sentenceOf } from '../../query-client.ts';
import { Failure, LoadingPage } from '../../shell/page-states.tsx';
import { sayMoment } from '../../text/moments.ts';
import { sayFound, sayProgress } from './say-check.ts';

const checksQuery = queryOptions({
  queryKey: ['audit-checks'],
  queryFn: ({ signal }) => call(listAuditChecks, {}, signal),
  refetchInterval: ({ state }) => (state.data?.checks.some(({ found }) => found === null) ? 1_500 : false),
});

/** Whether anybody changed the journal behind the programme: asked for by a button, told in words. */
export function ChainPart() {
  const { data, isPending, error, refetch } = useQuery(checksQuery);
  const queryClient = useQueryClient();
  const order = useMutation({
    mutationFn: () => call(orderAuditCheck, { body: { id: crypto.randomUUID() } }),
    onSuccess: () => queryClient.invalidateQueries(checksQuery),
  });
  const underWay = data?.checks.some(({ found }) => found === null) ?? false;
  return (
    <section className="privacy-part" aria-labelledby="chaine">
      <h2 id="chaine">La chaîne</h2>
      <p className="muted">
        Chaque entrée est scellée avec celle d’avant. La vérification relit tout et dit si quelqu’un a changé le journal
        sans passer par le guichet.
      </p>
      <Button
        type="button"
        kind="quiet"
        icon={ShieldCheck}
        disabled={underWay || order.isPending || !data}
        onClick={() => order.mutate()}
      >
        Vérifier la chaîne
      </Button>
      {order.error && (
        <p className="field-error" role="alert">
          {sentenceOf(order.error)}
        </p>
      )}
      {data ? (
        <Checks checks={data.checks} />
      ) : isPending ? (
        <LoadingPage />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </section>
  );
}

function Checks({ checks }: { checks: readonly AuditCheckView[] }) {
  const [last, ...older] = checks;
  return (
    <div className="chain-checks">
      <div role="status">{last ? <LastCheck check={last} /> : <p className="muted">Jamais vérifiée encore.</p>}</div>
      {older.length > 0 && (
        <details>
          <summary>Les vérifications d’avant</summary>
          <ul>
            {older.map((check) => (
              <li key={check.id}>
                {sayWho(check)} : {check.found ? sayFound(check.found) : sayProgress(check)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function LastCheck({ check }: { check: AuditCheckView }) {
  const { found } = check;
  if (!found) return <Notice title={sayProgress(check)}>{sayWho(check)}</Notice>;
  if (found.kind === 'failed') {
    return (
      <Notice kind="warn" title={sayFound(found)}>
        {sayWho(check)}
      </Notice>
    );
  }
  if (found.kind === 'tampered') {
    return (
      <Notice kind="bad" title={sayFound(found)}>
        <p>{sayWho(check)}</p>
        <p>
          Prévenez la personne qui tient le serveur avant toute autre chose : elle compare avec une sauvegarde, et avec
          la dernière empreinte notée au-dehors.
        </p>
      </Notice>
    );
  }
  return (
    <Notice kind="ok" title={sayFound(found)}>
      <p>{sayWho(check)}</p>
      {found.head && (
        <p className="small">
          Empreinte, à noter au-dehors : <code className="chain-head">{`${found.head.seq}:${found.head.hash}`}</code>
        </p>
      )}
    </Notice>
  );
}

function sayWho({ orderedBy, finishedAt, orderedAt }: AuditCheckView): string {
  return finishedAt === null
    ? `Demandée par ${orderedBy} ${sayMoment(orderedAt)}.`
    : `Vérifiée ${sayMoment(finishedAt)}, à la demande de ${orderedBy}.`;
}
