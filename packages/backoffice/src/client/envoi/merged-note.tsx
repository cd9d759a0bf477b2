import { unmerge } from '@guichet/shared/contracts/decisions';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { isOpen } from '@guichet/shared/domain/transitions';
import { formatReference } from '@guichet/shared/domain/reference';
import { Button } from '@guichet/shared/ui/button';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { requestQuery } from '../queries.ts';
import { useDecide } from '../request/use-decide.ts';

/** Where a merged request went on, and the way back while that one is not decided. */
export function MergedNote({ view }: { view: RequestView }) {
  const { act, busy, problem } = useDecide(view);
  const queryClient = useQueryClient();
  const { mergedInto } = view;
  if (!mergedInto) return null;
  const takeBack = async () => {
    if (!(await act(unmerge, { params: { id: view.id }, body: { version: view.standing.version } }))) return;
    await queryClient.invalidateQueries(requestQuery(view.id));
    void queryClient.invalidateQueries({ queryKey: ['requests'] });
  };
  return (
    <>
      <p>
        Elle suit{' '}
        <Link to="/demandes/$requestId" params={{ requestId: mergedInto.id }} search={{ etat: 'toutes' }}>
          la demande de l’envoi {formatReference(mergedInto.reference)}
        </Link>
        , {mergedInto.stateLabel}.
      </p>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {view.mayDecide && isOpen(mergedInto.state) && (
        <Button type="button" kind="quiet" disabled={busy} onClick={() => void takeBack()}>
          Annuler la fusion
        </Button>
      )}
    </>
  );
}
