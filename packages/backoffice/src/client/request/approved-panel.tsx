import { undoApproval } from '@guichet/shared/contracts/decisions';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Icon } from '@guichet/shared/ui/icon';
import { useQueryClient } from '@tanstack/react-query';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import { requestQuery } from '../queries.ts';
import { ActionButton } from '../shell/action-button.tsx';
import { useCountdown } from '../shell/use-countdown.ts';
import { useActions } from '../shell/use-actions.tsx';
import { sayMoment } from '../text/moments.ts';
import { useDecide } from './use-decide.ts';

/** Decided, not yet written: it can still be taken back. */
export function ApprovedPanel({ view }: { view: RequestView }) {
  const { act, busy, problem } = useDecide(view);
  const queryClient = useQueryClient();
  const seconds = useCountdown(view.standing.undoSecondsLeft);
  const undo = async () => {
    const body = { version: view.standing.version };
    if (await act(undoApproval, { params: { id: view.id }, body })) {
      await queryClient.invalidateQueries(requestQuery(view.id));
      void queryClient.invalidateQueries({ queryKey: ['requests'] });
    }
  };
  useActions({ undo: () => void undo() });
  return (
    <div className="decision-acts">
      {view.decision && (
        <p>
          <strong>Approuvée</strong> par {view.decision.by}, {sayMoment(view.decision.at)}.
        </p>
      )}
      {view.decision && view.decision.together > 1 && (
        <p className="small">
          {`En une fois avec tout ce qui restait de l’envoi (${view.decision.together} demandes) : tout sera appliqué, ou rien. Annuler reprend tout.`}
        </p>
      )}
      <p className="decision-wait">
        <Icon of={LoaderCircle} className="turning" />
        {seconds ? `Elle sera appliquée dans ${seconds} s.` : 'Application en cours : cette page le dira.'}
      </p>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      <ActionButton action="undo" kind="quiet" disabled={busy} onClick={() => void undo()} />
    </div>
  );
}
