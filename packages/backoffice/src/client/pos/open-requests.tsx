import type { PoFile } from '@guichet/shared/contracts/pos';
import { Link } from '@tanstack/react-router';
import { StateTag } from '../request/state-tag.tsx';
import { sayMoment } from '../text/moments.ts';

/** What is asked of this PO and not over yet. */
export function OpenRequests({ file: { id, openRequests } }: { file: PoFile }) {
  return (
    <section aria-labelledby="file-requests">
      <h2 id="file-requests">Demandes ouvertes</h2>
      {openRequests.length === 0 && <p className="muted">Aucune demande ouverte.</p>}
      <ul className="file-requests">
        {openRequests.map((request) => (
          <li key={request.id}>
            <Link to="/demandes/$requestId" params={{ requestId: request.id }} search={{ etat: 'toutes', po: id }}>
              {request.typeLabel} · {request.subject}
            </Link>
            <span className="tags">
              <StateTag state={request.state} label={request.stateLabel} />
            </span>
            <span className="muted small">
              {request.reference}, reçue {sayMoment(request.createdAt)}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/demandes" search={{ etat: 'toutes', po: id }}>
          Toutes les demandes de ce PO
        </Link>
      </p>
    </section>
  );
}
