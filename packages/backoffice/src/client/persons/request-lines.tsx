import type { PersonFile } from '@guichet/shared/contracts/persons';
import { Link } from '@tanstack/react-router';
import { StateTag } from '../request/state-tag.tsx';
import { sayMoment } from '../text/moments.ts';

/** Requests, the newest first, each with its state. */
export function RequestLines({ requests, none }: { requests: PersonFile['about']; none: string }) {
  if (requests.length === 0) return <p className="muted">{none}</p>;
  return (
    <ul className="person-requests">
      {requests.map(({ id, reference, typeLabel, subject, poName, state, stateLabel, at }) => (
        <li key={id}>
          <Link to="/demandes/$requestId" params={{ requestId: id }} search={{ etat: 'toutes' }}>
            {typeLabel} · {subject}
          </Link>{' '}
          <StateTag state={state} label={stateLabel} />
          <span className="muted small">
            {reference} · {poName} · {sayMoment(at)}
          </span>
        </li>
      ))}
    </ul>
  );
}
