import { undoApproval } from '@guichet/shared/contracts/decisions';
import { takeBackEdit } from '@guichet/shared/contracts/edits';
import { Button } from '@guichet/shared/ui/button';
import { Icon } from '@guichet/shared/ui/icon';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
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
  /** 'edited': the register, by staff; 'edit-waiting': a colleague decides that. */
  kind: 'approved' | 'rejected' | 'closed' | 'asked' | 'aside' | 'merged' | 'edited' | 'edit-waiting';
  /** Several requests at once: `subject` says which. */
  several?: boolean;
};

const Feed = createContext<(decided: Decided) => void>(() => {});

export function useTellDecided(): (decided: Decided) => void {
  return useContext(Feed);
}

export function DecisionFeed({ children }: { children: ReactNode }) {
  const [decided, setDecided] = useState<Decided | null>(null);
  const [edits, setEdits] = useState<readonly string[]>([]);
  const tell = useCallback((next: Decided) => {
    setDecided(next);
    if (next.kind === 'edited') setEdits((before) => [...before, next.requestId]);
  }, []);
  return (
    <Feed value={tell}>
      {children}
      {edits.map((id) => (
        <AppliedEdit
          key={id}
          requestId={id}
          onApplied={() => setEdits((before) => before.filter((other) => other !== id))}
        />
      ))}
      {decided && <DecisionToast key={decided.requestId} decided={decided} onGone={() => setDecided(null)} />}
    </Feed>
  );
}

/** What an edit changed is shown wherever it stands on the screen, also when something else was decided meanwhile. */
function AppliedEdit({ requestId, onApplied }: { requestId: string; onApplied: () => void }) {
  const { data: standing } = useQuery(standingQuery(requestId));
  const queryClient = useQueryClient();
  const isOver = standing !== undefined && standing.state !== 'approved';
  useEffect(() => {
    if (!isOver) return;
    void queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== 'session' });
    onApplied();
  }, [isOver, queryClient, onApplied]);
  return null;
}

const STAYS = 6_000;

const SENTENCES = {
  rejected: 'Refusée',
  closed: 'Clôturée à la main',
  merged: 'Fusionnée',
  asked: 'Correction demandée',
  aside: 'Mise de côté',
  'edit-waiting': 'Modification en attente d’un·e collègue',
};
const WORKED = {
  approved: {
    approved: (s: string) => `Approuvée${s}`,
    applied: (s: string) => `Appliquée${s}`,
    failed: () => 'En échec',
  },
  edited: {
    approved: () => 'Modification enregistrée',
    applied: () => 'Modification faite',
    failed: () => 'Modification en échec',
  },
};

function DecisionToast({ decided, onGone }: { decided: Decided; onGone: () => void }) {
  const { requestId, subject, kind, several = false } = decided;
  const worked = kind === 'approved' || kind === 'edited';
  const { data: standing } = useQuery({ ...standingQuery(requestId), enabled: worked });
  const { undo, problem } = useUndo(decided, onGone);
  const announce = useAnnounce();
  const seconds = useCountdown(standing?.undoSecondsLeft ?? null);
  const waiting = worked && (standing === undefined || standing.state === 'approved');
  useActions({ undo: () => void undo() }, waiting);

  const applied = standing?.state === 'applied';
  const failed = standing?.state === 'failed';
  const ends = applied ? 'applied' : failed ? 'failed' : 'approved';
  const sentence = `${worked ? WORKED[kind][ends](several ? 's' : '') : SENTENCES[kind]} : ${subject}.`;

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

/** Takes the approval back and shows the request again; an edit goes back to where it was typed. */
function useUndo({ requestId, kind }: Decided, onDone: () => void) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [problem, setProblem] = useState('');
  const undo = async () => {
    try {
      // The version of this moment: between the approval and now, nobody but us had it on screen.
      const { version } = await queryClient.fetchQuery({ ...standingQuery(requestId), staleTime: 0 });
      const input = { params: { id: requestId }, body: { version } };
      if (kind === 'edited') {
        await call(takeBackEdit, input);
        onDone();
        return;
      }
      await call(undoApproval, input);
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
