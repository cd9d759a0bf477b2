import { isOpen } from '@guichet/shared/domain/transitions';
import { fieldLabel } from '@guichet/shared/request-types/field-label';
import { isRequestTypeName, requestForm } from '@guichet/shared/request-types/forms';
import { LinkButton } from '@guichet/shared/ui/button';
import { Card } from '@guichet/shared/ui/card';
import { Tag } from '@guichet/shared/ui/tag';
import type { TrackedRequest } from '../reads/track-submission.ts';
import { sayDay } from './moment.ts';
import { STATE_WORDS } from './state-words.ts';

export type TrackedRequestProps = {
  request: TrackedRequest;
  /** Its own pages: to answer, to withdraw. */
  path: string;
  /** How many the envoi has. */
  of: number;
  canAnswer: boolean;
};

/** One request, as its author follows it: where it is, what happens next, what there is to do. */
export function TrackedRequestCard({ request, path, of, canAnswer }: TrackedRequestProps) {
  const { followed } = request;
  const { label, kind, next } = STATE_WORDS[followed?.state ?? request.state];
  const type = requestName(request.type);
  const title = request.subject ? `${type}\u00a0: ${request.subject}` : type;
  const question = request.corrections.find(({ state }) => state === 'open');
  const answered = request.state === 'submitted' && request.corrections.at(-1)?.state === 'answered';
  const about = of > 1 ? ` (demande ${request.position} sur ${of})` : '';
  const mayWithdraw = isOpen(request.state) && request.state !== 'approved';
  return (
    <Card
      title={title}
      tags={
        <>
          <Tag kind={kind}>{label}</Tag>
          {of > 1 && (
            <Tag>
              {request.position} sur {of}
            </Tag>
          )}
        </>
      }
      actions={
        mayWithdraw && (
          <a href={`${path}/retirer`}>
            Retirer ma demande<span className="visually-hidden">{about}</span>
          </a>
        )
      }
    >
      <p>
        {answered ? 'Votre réponse est arrivée. Le secrétariat reprend la demande : vous n’avez rien à faire.' : next}
        {request.settledAt && <span className="muted"> ({sayDay(request.settledAt)})</span>}
      </p>
      {followed && (
        <p>
          {followed.position === null
            ? STATE_WORDS.merged.next
            : `Cette demande dit la même chose que la demande ${followed.position}\u00a0: le secrétariat traite les deux ensemble.`}
        </p>
      )}
      {request.splitFrom !== null && (
        <p>{`Le secrétariat a séparé ceci de la demande ${request.splitFrom}, pour décider des deux l’une après l’autre.`}</p>
      )}
      {request.splitInto.length > 0 && (
        <p>{`Le secrétariat a séparé cette demande\u00a0: le reste est la demande ${request.splitInto.join(', ')}.`}</p>
      )}
      {request.state === 'correction_requested' && !question && (
        <p>La question se lit par le lien reçu par mail, une fois l’adresse confirmée.</p>
      )}
      {question && (
        <>
          {question.questions.map(({ field, message }) => (
            <blockquote key={field} className="reason">
              <p className="small muted">{fieldLabel(request.type, field) ?? 'Question du secrétariat'}</p>
              <p className="lines">{message}</p>
            </blockquote>
          ))}
          {canAnswer && (
            <p>
              <LinkButton href={`${path}/corriger`}>
                Répondre<span className="visually-hidden">{about}</span>
              </LinkButton>
            </p>
          )}
        </>
      )}
      {request.revertedAt && (
        <p>
          <strong>Annulée ensuite par le secrétariat</strong>, {sayDay(request.revertedAt)} : les données sont
          redevenues ce qu’elles étaient avant. Une question ? Écrivez-lui.
        </p>
      )}
      {request.corrected.length > 0 && (
        <p>
          Corrigé par le secrétariat :{' '}
          {request.corrected.map((field) => fieldLabel(request.type, field) ?? field).join(', ')}.
        </p>
      )}
      {request.reason && (
        <blockquote className="reason">
          <p className="small muted">
            {(followed?.state ?? request.state) === 'rejected' ? 'Motif du refus' : 'Note du secrétariat'}
          </p>
          <p className="lines">{request.reason}</p>
        </blockquote>
      )}
    </Card>
  );
}

/** What a kind of request is called. */
export function requestName(type: string): string {
  return isRequestTypeName(type) ? requestForm(type).label : 'Demande';
}
