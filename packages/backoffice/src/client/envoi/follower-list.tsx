import type { RequestView } from '@guichet/shared/contracts/request-view';
import { formatReference } from '@guichet/shared/domain/reference';
import { Link } from '@tanstack/react-router';
import { sayMoment } from '../text/moments.ts';

/** Who else asked the same, and follows this request. */
export function FollowerList({ view }: { view: RequestView }) {
  if (view.followers.length === 0) return null;
  return (
    <section className="request-part">
      <h2>
        Demandée aussi par <span className="request-part-note">ces auteurs suivent cette demande</span>
      </h2>
      <ul className="siblings">
        {view.followers.map(({ id, reference, submitter, createdAt }) => (
          <li key={id}>
            <Link to="/demandes/$requestId" params={{ requestId: id }} search={{ etat: 'toutes' }}>
              {submitter}
            </Link>
            <span className="muted small">
              {formatReference(reference)}, {sayMoment(createdAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
