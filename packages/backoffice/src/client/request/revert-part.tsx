import { formatReference } from '@guichet/shared/domain/reference';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Notice } from '@guichet/shared/ui/notice';
import { Link } from '@tanstack/react-router';

/** That staff ordered it: to change the register, or to take another request back, which leads here too. */
export function RevertPart({ view: { ordered, reverts, revertedBy, enteredBy, submitter } }: { view: RequestView }) {
  return (
    <>
      {reverts && (
        <Notice title="Cette demande en annule une autre" className="second-look">
          <p>
            Ordonnée par {enteredBy}. Elle remet ce que <RequestLink of={reverts} /> avait changé.
            {submitter.email !== null && ` ${submitter.name} en sera prévenu·e par mail.`}
          </p>
        </Notice>
      )}
      {ordered && !reverts && (
        <Notice title="Modification du secrétariat" className="second-look">
          <p>Ordonnée par {enteredBy}. Personne d’autre ne l’a demandée.</p>
        </Notice>
      )}
      {revertedBy && (
        <Notice kind="warn" className="second-look">
          <p>
            {revertedBy.state === 'applied' ? 'Cette demande a été annulée par ' : 'L’annulation est demandée par '}
            <RequestLink of={revertedBy} /> ({revertedBy.stateLabel}).
          </p>
        </Notice>
      )}
    </>
  );
}

function RequestLink({ of }: { of: { id: string; reference: string } }) {
  return (
    <Link to="/demandes/$requestId" params={{ requestId: of.id }} search={{ etat: 'toutes' }}>
      la demande {formatReference(of.reference)}
    </Link>
  );
}
