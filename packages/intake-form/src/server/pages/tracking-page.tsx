import { formatReference } from '@guichet/shared/domain/reference';
import type { Issue } from '@guichet/shared/errors/errors';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import MailCheck from 'lucide-react/icons/mail-check';
import type { SentAnswers } from '../reads/read-answers.ts';
import type { TrackedSubmission } from '../reads/track-submission.ts';
import { AnswersCopy } from './answers-copy.tsx';
import { Contact } from './contact.tsx';
import { sayMoment } from './moment.ts';
import { Thread } from './thread.tsx';
import { TrackedRequestCard } from './tracked-request.tsx';

export type TrackingPageProps = {
  found: TrackedSubmission;
  /** "/suivi/..." */
  path: string;
  csrf: string;
  answers: SentAnswers | null;
  /** What was typed into the message that did not leave, and why. */
  message: { id: string; text: string; issues: readonly Issue[] };
  /** The copy was just asked for. */
  copyAsked: boolean;
};

/** Where the requests of an envoi are, for whoever holds its link. Opening it changes nothing: its buttons do. */
export function TrackingPage({ found, path, csrf, answers, message, copyAsked }: TrackingPageProps) {
  const { requests, region, emailConfirmed, proven } = found;
  return (
    <>
      <ErrorSummary errors={message.issues.map(({ message: text }) => ({ id: 'f-message', message: text }))} />
      <PageTitle caption={`Référence ${formatReference(found.reference)} · ${found.poName}`}>
        {requests.length > 1 ? 'Où en sont vos demandes' : 'Où en est votre demande'}
      </PageTitle>
      <p className="muted">
        Envoyée le {sayMoment(found.sentAt)}. {proven && emailConfirmed && 'Votre adresse mail est confirmée.'}
      </p>
      {copyAsked && (
        <Notice kind="ok" role="status">
          <p>La copie de vos réponses part vers votre adresse mail.</p>
        </Notice>
      )}
      {!proven && (
        <Notice>
          <p>
            Le lien que vous avez reçu <b>par mail</b> en montre plus&nbsp;: de qui il s’agit, les questions du
            secrétariat, le motif d’un éventuel refus. <a href="/suivi">Pas de mail&nbsp;? Demandez-le à nouveau.</a>
          </p>
        </Notice>
      )}
      {proven && !emailConfirmed && (
        <section className="confirm" aria-labelledby="confirmer">
          <h2 id="confirmer">Cette adresse mail est bien la vôtre&nbsp;?</h2>
          <p>
            Confirmez-la&nbsp;: le secrétariat saura que la demande vient de vous, et cette page vous montrera de qui il
            s’agit, ses questions et le motif d’un éventuel refus.
          </p>
          <form method="post" action={`${path}/confirmer`}>
            <CsrfField token={csrf} />
            <Button icon={MailCheck}>Confirmer mon adresse mail</Button>
          </form>
        </section>
      )}
      {requests.map((request) => (
        <TrackedRequestCard
          key={request.position}
          request={request}
          path={`${path}/demandes/${request.position}`}
          of={requests.length}
          canAnswer={proven && emailConfirmed}
        />
      ))}
      {answers && <AnswersCopy answers={answers} action={`${path}/copie`} csrf={csrf} />}
      {proven && emailConfirmed && (
        <>
          <Thread messages={found.messages} action={`${path}/message`} csrf={csrf} draft={message} />
          <section className="group" aria-labelledby="autre">
            <h2 id="autre">Un autre changement&nbsp;?</h2>
            <p>Votre PO et vos coordonnées seront déjà remplis.</p>
            <form method="post" action={`${path}/autre`}>
              <CsrfField token={csrf} />
              <Button kind="quiet">Annoncer un autre changement</Button>
            </form>
          </section>
        </>
      )}
      <p>
        Une question&nbsp;? <Contact {...region} />, en donnant la référence.
      </p>
    </>
  );
}
