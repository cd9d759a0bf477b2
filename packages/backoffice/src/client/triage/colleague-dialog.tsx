import type { ColleagueView } from '@guichet/shared/contracts/triage';
import { useQuery } from '@tanstack/react-query';
import { colleaguesQuery, sessionQuery } from '../queries.ts';
import { Dialog } from '../shell/dialog.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { Initials } from './initials.tsx';

export type ColleagueDialogProps = {
  title: string;
  /** Who has it now. */
  current: string | null;
  busy: boolean;
  problem: string;
  /** Null: to nobody. */
  onChoose: (colleague: ColleagueView | null) => void;
  onClose: () => void;
};

/** Chooses who deals with something: each colleague is a button, oneself first, and so is nobody. */
export function ColleagueDialog({ title, current, busy, problem, onChoose, onClose }: ColleagueDialogProps) {
  const { data: session } = useQuery(sessionQuery);
  const { data, error, isPending, refetch } = useQuery(colleaguesQuery);
  const me = session?.staff.id;
  const colleagues = [...(data?.colleagues ?? [])].sort((a, b) => Number(b.id === me) - Number(a.id === me));
  return (
    <Dialog title={title} onClose={onClose}>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {isPending && <LoadingPage />}
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      <ul className="choices-list">
        {colleagues.map((colleague) => (
          <li key={colleague.id}>
            <ColleagueButton
              disabled={busy || colleague.id === current}
              detail={colleague.id === current ? 'l’a déjà' : colleague.id === me ? 'vous' : ''}
              onClick={() => onChoose(colleague)}
            >
              <Initials colleague={colleague} /> {colleague.name}
            </ColleagueButton>
          </li>
        ))}
        {current !== null && (
          <li>
            <ColleagueButton disabled={busy} detail="la rendre à tout le monde" onClick={() => onChoose(null)}>
              À personne
            </ColleagueButton>
          </li>
        )}
      </ul>
    </Dialog>
  );
}

function ColleagueButton(props: { disabled: boolean; detail: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className="choice-button" disabled={props.disabled} onClick={props.onClick}>
      <span className="choice-label">{props.children}</span>
      {props.detail && <span className="muted small">{props.detail}</span>}
    </button>
  );
}
