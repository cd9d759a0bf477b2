import type { OriginView } from '@guichet/shared/contracts/pos';
import { Link } from '@tanstack/react-router';

/** What set a value, with the way to the request or the import that did. */
export function Origin({ origin, before = '' }: { origin: OriginView; before?: string }) {
  if (!origin) return null;
  return (
    <span className="origin">
      {before}
      {origin.requestId ? (
        <Link to="/demandes/$requestId" params={{ requestId: origin.requestId }} search={{ etat: 'toutes' }}>
          {origin.text}
        </Link>
      ) : origin.importId ? (
        <Link to="/importations/$importId" params={{ importId: origin.importId }}>
          {origin.text}
        </Link>
      ) : (
        origin.text
      )}
      {origin.reason && `\u00a0: ${origin.reason}`}
    </span>
  );
}
