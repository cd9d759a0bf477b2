import { retryApplication, returnToStaff } from '@guichet/shared/contracts/decisions';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Notice } from '@guichet/shared/ui/notice';
import { useQueryClient } from '@tanstack/react-query';
import { requestQuery } from '../queries.ts';
import { ActionButton } from '../shell/action-button.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { sayMoment } from '../text/moments.ts';
import { useDecide } from './use-decide.ts';

/** Approved, and not written after all: why, and what to do. */
export function FailedPanel({ view }: { view: RequestView }) {
  const { act, busy, problem } = useDecide(view);
  const queryClient = useQueryClient();
  const { failure, version } = view.standing;
  const send = async (route: typeof retryApplication | typeof returnToStaff) => {
    if (!(await act(route, { params: { id: view.id }, body: { version } }))) return;
    await queryClient.invalidateQueries(requestQuery(view.id));
    void queryClient.invalidateQueries({ queryKey: ['requests'] });
  };
  const retryFirst = failure?.canRetry === true;
  useActions({
    ...(retryFirst ? { retry: () => void send(retryApplication) } : {}),
    returnToStaff: () => void send(returnToStaff),
  });
  return (
    <div className="decision-acts">
      <Notice kind="bad" title="Rien n’a été écrit">
        {failure && <p>{failure.message}</p>}
        {failure && <p className="small">{sayMoment(failure.at)}</p>}
      </Notice>
      {view.decision && view.decision.together > 1 && (
        <p className="small">
          {`Ce qui suit vaut pour les ${view.decision.together} demandes de l’envoi qui ont été approuvées en une fois.`}
        </p>
      )}
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {retryFirst && <ActionButton action="retry" disabled={busy} onClick={() => void send(retryApplication)} />}
      <ActionButton
        action="returnToStaff"
        kind={retryFirst ? 'quiet' : 'main'}
        disabled={busy}
        onClick={() => void send(returnToStaff)}
      />
    </div>
  );
}
