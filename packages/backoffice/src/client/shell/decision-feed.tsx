import { undoApproval } from '@guichet/shared/contracts/decisions';
import { Button } from '@guichet/shared/ui/button';
import { Icon } from '@guichet/shared/ui/icon';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { call } from '../api.ts';
import { requestQuery, standingQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { ActionButton } from './action-button.tsx';
import { useAnnounce } from './announcer.tsx';
import { useCountdown } from './use-countdown.ts';
import { useActions } from './use-actions.tsx';

/** The last decision of this screen: its fate stays in sight while the next request is already being read. */
export type Decided = {
  requestId: string;
  subject: string;
  kind: 'approved' | 'rejected' | 'closed' | 'asked' | 'aside' | 'merged';
  /** Several requests at once: `subject` says which. */
  several?: boolean;
};

const Feed = createContext<(decided: Decided) => void>(() => {});

export function useTellDecided(): (decided: Decided) => void {
  return useContext(Feed);
}

export function DecisionFeed({ children }: { children: ReactNode }) {
  const [decided, setDecided] = useState<Decided | null>(null);
  return (
    <Feed value={setDecided}>
      {children}
      {decided && <DecisionToast key={decided.requestId} decided={decided} onGone={() => setDecided(null)} />}
    </Feed>
  );
}

const STAYS = 6_000;

function DecisionToast({ decided, onGone }: { decided: Decided; onGone: () => void }) {
  const { requestId, subject, kind, several = false } = decided;
  const ending = several ? 's' : '';
  const { data: standing } = useQuery({ ...standingQuery(requestId), enabled: kind === 'approved' });
  const { undo, problem } = useUndo(requestId, onGone);
  const announce = useAnnounce();
  const seconds = useCountdown(standing?.undoSecondsLeft ?? null);
  const waiting = kind === 'approved' && (standing === undefined || standing.state === 'approved');
  useActions({ undo: () => void undo() }, waiting);

  const applied = standing?.state === 'applied';
  const failed = standing?.state === 'failed';
  const sentence =
    kind === 'rejected'
      ? `Refusée : ${subject}.`
      : kind === 'closed'
        ? `Clôturée à la main : ${subject}.`
        : kind === 'merged'
          ? `Fusionnée : ${subject}.`
          : kind === 'asked'
            ? `Correction demandée : ${subject}.`
            : kind === 'aside'
              ? `Mise de côté : ${subject}.`
              : applied
                ? `Appliquée${ending} : ${subject}.`
                : failed
                  ? `En échec : ${subject}.`
                  : `Approuvée${ending} : ${subject}.`;

  useEffect(() => {
    announce(waiting ? `${sentence} La touche U annule.` : sentence);
  }, [sentence, waiting, announce]);
  useEffect(() => {
    if (waiting || failed) return;
    const timer = setTimeout(onGone, STAYS);
    return () => clearTimeout(timer);
  }, [waiting, failed, onGone]);

  return (
    <section className={failed ? 'toast toast-bad' : 'toast'} aria-label="Dernière décision">
      <Icon
        of={failed ? CircleAlert : waiting ? LoaderCircle : CircleCheck}
        className={waiting ? 'turning' : undefined}
      />
      <p>
        {sentence}{' '}
        {waiting && (
          <span className="toast-note">
            {seconds
              ? `${several ? 'Elles seront appliquées' : 'Elle sera appliquée'} dans ${seconds} s.`
              : 'Application en cours…'}
          </span>
        )}
        {problem && <span className="toast-note">{problem}</span>}
      </p>
      {waiting && (
        <ActionButton action="undo" small onClick={() => void undo()}>
          Annuler
        </ActionButton>
      )}
      {!waiting && (
        <Button type="button" small kind="plain" onClick={onGone}>
          Fermer
        </Button>
      )}
    </section>
  );
}

/** Takes the approval back and shows the request again. */
function useUndo(requestId: string, onDone: () => void) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [problem, setProblem] = useState('');
  const undo = async () => {
    try {
      // The version of this moment: between the approval and now, nobody but us had it on screen.
      const { version } = await queryClient.fetchQuery({ ...standingQuery(requestId), staleTime: 0 });
      await call(undoApproval, { params: { id: requestId }, body: { version } });
      // As it is by now: what was kept of it before the approval would be refused.
      await queryClient.fetchQuery({ ...requestQuery(requestId), staleTime: 0 });
      onDone();
      await navigate({ to: '/demandes/$requestId', params: { requestId }, search: true });
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      await queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== 'session' });
    }
  };
  return { undo, problem };
}
