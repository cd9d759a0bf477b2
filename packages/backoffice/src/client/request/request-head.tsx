import { formatReference } from '@guichet/shared/domain/reference';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { CAME_BY_LABELS } from '@guichet/shared/domain/came-by';
import { isOpen } from '@guichet/shared/domain/transitions';
import { Tag } from '@guichet/shared/ui/tag';
import { Link } from '@tanstack/react-router';
import { sayAge } from '../queue/age-mark.tsx';
import { sayMoment } from '../text/moments.ts';
import { TriageBar } from '../triage/triage-bar.tsx';
import { StateTag } from './state-tag.tsx';

export function RequestHead({ view }: { view: RequestView }) {
  const { standing, submitter, po } = view;
  return (
    <header className="request-head">
      <p className="request-line">
        <span className="reference">{formatReference(view.reference)}</span>
        {view.total > 1 && (
          <span>
            {view.position} de {view.total}
          </span>
        )}
        <AgeLine view={view} />
        {standing.state !== 'submitted' && <StateTag state={standing.state} label={standing.stateLabel} />}
      </p>
      <h1 id="demande" tabIndex={-1}>
        {view.sentence}
      </h1>
      <p className="request-po">
        {po.id ? (
          <Link to="/po/$poId" params={{ poId: po.id }}>
            {po.name}
          </Link>
        ) : (
          <span>« {po.name} »</span>
        )}
        {po.detail && <span className="muted"> {po.id ? `· ${po.detail}` : `(écrit à la main) · ${po.detail}`}</span>}
      </p>
      {(!view.ordered || view.reverts) && <Author view={view} />}
      <p className="tags">{!view.ordered && <SubmitterTags submitter={submitter} poKnown={po.id !== null} />}</p>
      <TriageBar view={view} />
    </header>
  );
}

function Author({ view: { reverts, submitter, enteredBy } }: { view: RequestView }) {
  return (
    <p className="request-author">
      <span className="muted">{reverts ? 'Demande annulée de' : 'Demandé par'}</span> {submitter.name},{' '}
      {submitter.function}
      {submitter.email !== null && (
        <>
          , <a href={mailto(submitter.email)}>{submitter.email}</a>
        </>
      )}
      {submitter.came && (
        <span className="muted">
          , {CAME_BY_LABELS[submitter.came.by]} le {submitter.came.on}, saisie par {enteredBy}
        </span>
      )}
    </p>
  );
}

function AgeLine({ view: { createdAt, standing, triage } }: { view: RequestView }) {
  if (!isOpen(standing.state)) return <span>reçue {sayMoment(createdAt)}</span>;
  return <span>{sayAge({ createdAt, age: triage.age, state: standing.state })}</span>;
}

function SubmitterTags({ submitter, poKnown }: { submitter: RequestView['submitter']; poKnown: boolean }) {
  const { member, emailConfirmed, came } = submitter;
  return (
    <>
      {came && <Tag kind="accent">{CAME_BY_LABELS[came.by]}</Tag>}
      {member ? (
        <Tag kind={emailConfirmed ? 'ok' : 'plain'}>
          {member.roles.length > 0 ? `${member.roles.join(', ')} du PO` : 'membre du PO'}
        </Tag>
      ) : (
        poKnown && <Tag kind="warn">pas connu·e de ce PO</Tag>
      )}
      <MailTag submitter={submitter} />
    </>
  );
}

function MailTag({ submitter: { email, emailConfirmed } }: { submitter: RequestView['submitter'] }) {
  if (email === null) return <Tag kind="warn">sans adresse mail : à prévenir autrement</Tag>;
  return emailConfirmed ? <Tag kind="ok">mail confirmé</Tag> : <Tag kind="warn">mail non confirmé</Tag>;
}

/** Only the @ sign means something in such an address: whatever else was typed stays text. */
function mailto(address: string): string {
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}`;
}
