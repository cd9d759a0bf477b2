import { formatDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { formatReference } from '@guichet/shared/domain/reference';
import { requestForm } from '@guichet/shared/request-types/forms';
import { Card } from '@guichet/shared/ui/card';
import { Tag, type TagKind } from '@guichet/shared/ui/tag';
import type { OpenRequest } from '../../../reads/list-open-requests.ts';

type Words = { label: string; kind: TagKind; next: string };

/** Where a request stands, for who answers for the PO and did not always write it. */
const STATES: Record<OpenRequest['state'], Words> = {
  submitted: { label: 'Reçue', kind: 'accent', next: 'Le secrétariat va la lire, puis décider.' },
  correction_requested: {
    label: 'En attente de réponse',
    kind: 'warn',
    next: 'Le secrétariat a posé une question à la personne qui l’a envoyée. Il décidera après sa réponse.',
  },
  approved: { label: 'Acceptée', kind: 'ok', next: 'Elle va être appliquée dans la base de données.' },
  failed: {
    label: 'Acceptée, en attente',
    kind: 'warn',
    next: 'Le secrétariat doit encore la vérifier avant de l’appliquer.',
  },
};

const ASKED_YOU: Words = {
  label: 'Une question pour vous',
  kind: 'warn',
  next: 'Le secrétariat attend votre réponse avant de décider : elle se donne par le lien de suivi.',
};

type OpenRequestSectionProps = { requests: readonly OpenRequest[]; trackingUrl: (reference: string) => string };

/** The state of what was asked for the PO and is not yet decided, for its president and its secretary. */
export function OpenRequestSection({ requests, trackingUrl }: OpenRequestSectionProps) {
  return (
    <section aria-labelledby="demandes">
      <h2 id="demandes">Demandes en cours</h2>
      <p className="muted">
        Visibles pour la présidence et le secrétariat du PO. Ce que dit une demande reste entre son auteur et le
        secrétariat.
      </p>
      {requests.length === 0 && <p>Aucune demande n’est en cours pour ce PO.</p>}
      {requests.map((request, index) => {
        const { label, kind, next } =
          request.own && request.state === 'correction_requested' ? ASKED_YOU : STATES[request.state];
        const reference = formatReference(request.reference);
        return (
          <Card
            // Several requests of one envoi bear one reference.
            key={`${request.reference} ${index}`}
            level={3}
            title={`${requestForm(request.type).label}, ${reference}`}
            tags={<Tag kind={kind}>{label}</Tag>}
            actions={
              <a href={trackingUrl(reference)}>
                Suivre cette demande<span className="visually-hidden"> {reference}</span>
              </a>
            }
          >
            <p>
              {`Envoyée${request.own ? ' par vous' : ''} le ${formatDate(todayInBrussels(request.sentAt))}. ${next}`}
            </p>
          </Card>
        );
      })}
      {requests.length > 0 && (
        <p className="muted small">
          Le lien de suivi part par mail à la personne qui a envoyé la demande, et à elle seule.
        </p>
      )}
    </section>
  );
}
