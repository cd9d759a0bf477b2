import { cancelCorrection } from '@guichet/shared/contracts/decisions';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Button } from '@guichet/shared/ui/button';
import { useQueryClient } from '@tanstack/react-query';
import { requestQuery } from '../queries.ts';
import { sayMoment } from '../text/moments.ts';
import { useDecide } from './use-decide.ts';

/** The author has to answer: what was asked, and a way to take it back. */
export function WaitingPanel({ view }: { view: RequestView }) {
  const { act, busy, problem } = useDecide(view);
  const queryClient = useQueryClient();
  const open = view.corrections.find(({ state }) => state === 'open');
  const cancel = async () => {
    if (!(await act(cancelCorrection, { params: { id: view.id }, body: { version: view.standing.version } }))) return;
    await queryClient.invalidateQueries(requestQuery(view.id));
    void queryClient.invalidateQueries({ queryKey: ['requests'] });
  };
  return (
    <div className="decision-acts">
      <p>
        <strong>En attente de {view.submitter.name}.</strong>{' '}
        {open && `Question posée par ${open.askedBy}, ${sayMoment(open.askedAt)}.`}
      </p>
      <p className="muted">La demande reviendra dans la liste avec la réponse. Des rappels partent d’eux-mêmes.</p>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {view.mayDecide && (
        <Button type="button" kind="quiet" disabled={busy} onClick={() => void cancel()}>
          Annuler la question
        </Button>
      )}
    </div>
  );
}
