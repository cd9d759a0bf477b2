import type { RelatedList, RequestView } from '@guichet/shared/contracts/request-view';
import { formatReference } from '@guichet/shared/domain/reference';
import { Link } from '@tanstack/react-router';
import type { QueueFilters } from '../queue/queue-filters.ts';
import { StateTag } from '../request/state-tag.tsx';
import { sayMoment } from '../text/moments.ts';

/** Other envois about the same name or the same PO: what was asked twice is seen at once. */
export function RelatedRequests({ view }: { view: RequestView }) {
  const { person, po } = view.related;
  return (
    <>
      <RelatedPart
        title={`Autres demandes au nom de ${view.subject}`}
        list={person}
        all={{ etat: 'toutes', q: view.subject }}
        withPo
      />
      {view.po.id !== null && (
        <RelatedPart title="Autres demandes de ce PO" list={po} all={{ etat: 'toutes', po: view.po.id }} />
      )}
    </>
  );
}

type PartProps = { title: string; list: RelatedList; all: QueueFilters; withPo?: boolean };

function RelatedPart({ title, list: { rows, more }, all, withPo = false }: PartProps) {
  if (rows.length === 0) return null;
  return (
    <section className="request-part">
      <h2>
        {title} <span className="request-part-note">ouvertes, ou terminées depuis moins de 90 jours</span>
      </h2>
      <ul className="siblings">
        {rows.map(({ id, reference, typeLabel, subject, poName, state, stateLabel, createdAt }) => (
          <li key={id}>
            <Link to="/demandes/$requestId" params={{ requestId: id }} search={{ etat: 'toutes' }}>
              {typeLabel} · {subject}
            </Link>
            <span className="muted small">
              {formatReference(reference)}, {sayMoment(createdAt)}
              {withPo && `, ${poName}`}
            </span>
            <StateTag state={state} label={stateLabel} />
          </li>
        ))}
      </ul>
      {more && (
        <p>
          <Link to="/demandes" search={all}>
            Voir toutes ces demandes dans la liste
          </Link>
        </p>
      )}
    </section>
  );
}
