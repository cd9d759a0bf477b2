import { confirmErasure, type ErasureView } from '@guichet/shared/contracts/privacy';
import { Button } from '@guichet/shared/ui/button';
import { Tag } from '@guichet/shared/ui/tag';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api.ts';
import { sentenceOf } from '../../query-client.ts';
import { useAnnounce } from '../../shell/announcer.tsx';
import { sayMoment } from '../../text/moments.ts';

const STATES: Record<ErasureView['state'], string> = {
  'awaiting-second': 'attend un·e collègue',
  ordered: 'en cours',
  done: 'fait',
  refused: 'non fait',
};

/** The erasures that people asked for; one that waits for a second person is confirmed here. */
export function ErasureList({ erasures }: { erasures: readonly ErasureView[] }) {
  if (erasures.length === 0) return null;
  return (
    <section aria-labelledby="effacements">
      <h2 id="effacements">Les effacements demandés</h2>
      <ul className="tasks">
        {erasures.map((erasure) => (
          <ErasureItem key={erasure.id} erasure={erasure} />
        ))}
      </ul>
    </section>
  );
}

function ErasureItem({ erasure }: { erasure: ErasureView }) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const confirm = useMutation({
    mutationFn: (accept: boolean) => call(confirmErasure, { params: { id: erasure.id }, body: { accept } }),
    onSuccess: async (_answer, accept) => {
      announce(accept ? 'Effacement confirmé.' : 'Effacement refusé.');
      await queryClient.invalidateQueries({ queryKey: ['retention'] });
    },
  });
  return (
    <li className="task">
      <div>
        <h3>
          {erasure.name} <Tag>{STATES[erasure.state]}</Tag>
        </h3>
        <p className="task-line muted small">
          {erasure.orderedBy && <span>Demandé par {erasure.orderedBy}</span>}
          <span>{sayMoment(erasure.doneAt ?? erasure.orderedAt)}</span>
          {erasure.state === 'awaiting-second' && (
            <Link to="/personnes/$personId/donnees" params={{ personId: erasure.personId }}>
              Voir ce qui part et ce qui reste
            </Link>
          )}
        </p>
        {confirm.error && (
          <p className="field-error" role="alert">
            {sentenceOf(confirm.error)}
          </p>
        )}
      </div>
      {erasure.state === 'awaiting-second' && (
        <div className="task-acts">
          {erasure.mayConfirm && (
            <Button type="button" kind="danger" small disabled={confirm.isPending} onClick={() => confirm.mutate(true)}>
              Confirmer
              <span className="visually-hidden"> l’effacement de {erasure.name}</span>
            </Button>
          )}
          <Button type="button" kind="quiet" small disabled={confirm.isPending} onClick={() => confirm.mutate(false)}>
            Refuser
            <span className="visually-hidden"> l’effacement de {erasure.name}</span>
          </Button>
        </div>
      )}
    </li>
  );
}
