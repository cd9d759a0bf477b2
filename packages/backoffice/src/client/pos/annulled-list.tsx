import type { PoFile } from '@guichet/shared/contracts/pos';
import { Origin } from './origin.tsx';

/** What was recorded by mistake: folded, and never gone. */
export function AnnulledList({ annulled }: { annulled: PoFile['annulled'] }) {
  if (annulled.length === 0) return null;
  return (
    <details className="file-past">
      <summary>{annulled.length === 1 ? '1 annulation' : `${annulled.length} annulations`}</summary>
      <ul className="members">
        {annulled.map(({ id, name, what, period, origin }) => (
          <li key={id} className="annulled">
            <p>
              {name}
              {'\u00a0: '}
              {what}, {period}
            </p>
            <Origin origin={origin} />
          </li>
        ))}
      </ul>
    </details>
  );
}
