import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Link, useSearch } from '@tanstack/react-router';
import { StateTag } from './state-tag.tsx';

/** The other requests of the same envoi: often halves of one change. */
export function SiblingList({ view }: { view: RequestView }) {
  const filters = useSearch({ from: '/bureau/demandes' });
  if (view.siblings.length === 0) return null;
  return (
    <section className="request-part">
      <h2>Dans le même envoi</h2>
      <ul className="siblings">
        {view.siblings.map(({ id, position, typeLabel, subject, state, stateLabel }) => (
          <li key={id}>
            <Link to="/demandes/$requestId" params={{ requestId: id }} search={filters}>
              {typeLabel} · {subject}
            </Link>
            <span className="muted small">
              {position} de {view.total}
            </span>
            <StateTag state={state} label={stateLabel} />
          </li>
        ))}
      </ul>
    </section>
  );
}
