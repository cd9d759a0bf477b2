import { formatReference } from '@guichet/shared/domain/reference';
import { isRequestTypeName, requestForm } from '@guichet/shared/request-types/forms';
import { Button } from '@guichet/shared/ui/button';
import { Card } from '@guichet/shared/ui/card';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { Tag } from '@guichet/shared/ui/tag';
import MailCheck from 'lucide-react/icons/mail-check';
import type { TrackedRequest, TrackedSubmission } from '../reads/track-submission.ts';
import { Contact } from './contact.tsx';
import { sayDay, sayMoment } from './moment.ts';
import { STATE_WORDS } from './state-words.ts';

export type TrackingPageProps = { found: TrackedSubmission; confirmAction: string; csrf: string };

/** Where the requests of an envoi are, for whoever holds its link. Opening it changes nothing: its button does. */
export function TrackingPage({ found, confirmAction, csrf }: TrackingPageProps) {
  const { requests, region, emailConfirmed } = found;
  return (
    <>
      <PageTitle caption={`Référence ${formatReference(found.reference)} · ${found.poName}`}>
        {requests.length > 1 ? 'Où en sont vos demandes' : 'Où en est votre demande'}
      </PageTitle>
      <p className="muted">
        Envoyée le {sayMoment(found.sentAt)}. {emailConfirmed && 'Votre adresse mail est confirmée.'}
      </p>
      {!emailConfirmed && (
        <section className="confirm" aria-labelledby="confirmer">
          <h2 id="confirmer">Cette adresse mail est bien la vôtre&nbsp;?</h2>
          <p>
            Confirmez-la&nbsp;: le secrétariat saura que la demande vient de vous, et cette page vous montrera de qui il
            s’agit et le motif d’un éventuel refus.
          </p>
          <form method="post" action={confirmAction}>
            <CsrfField token={csrf} />
            <Button icon={MailCheck}>Confirmer mon adresse mail</Button>
          </form>
        </section>
      )}
      {requests.map((request) => (
        <Request key={request.position} request={request} />
      ))}
      <p>
        Une question&nbsp;? <Contact {...region} />, en donnant la référence.
      </p>
    </>
  );
}

function Request({ request }: { request: TrackedRequest }) {
  const { label, kind, next } = STATE_WORDS[request.state];
  const type = isRequestTypeName(request.type) ? requestForm(request.type).label : 'Demande';
  return (
    <Card title={request.subject ? `${type} : ${request.subject}` : type} tags={<Tag kind={kind}>{label}</Tag>}>
      <p>
        {next}
        {request.settledAt && <span className="muted"> ({sayDay(request.settledAt)})</span>}
      </p>
      {request.reason && (
        <blockquote className="reason">
          <p className="small muted">{request.state === 'rejected' ? 'Motif du refus' : 'Note du secrétariat'}</p>
          <p className="lines">{request.reason}</p>
        </blockquote>
      )}
    </Card>
  );
}
