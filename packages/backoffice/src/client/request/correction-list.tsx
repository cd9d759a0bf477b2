import type { CorrectionView, RequestView } from '@guichet/shared/contracts/request-view';
import { Tag } from '@guichet/shared/ui/tag';
import { sayMoment } from '../text/moments.ts';
import { breakable } from './breakable.tsx';

/** What its author was asked, and what the answers changed; the newest first. */
export function CorrectionList({ view }: { view: RequestView }) {
  if (view.corrections.length === 0) return null;
  return (
    <section className="request-part">
      <h2>
        Corrections <span className="request-part-note">réponses, version {view.payloadVersion}</span>
      </h2>
      {view.corrections.map((correction) => (
        <Correction key={correction.id} correction={correction} />
      ))}
    </section>
  );
}

function Correction({ correction }: { correction: CorrectionView }) {
  const { state, stateLabel, questions, askedBy, askedAt, closedAt, changes } = correction;
  return (
    <div className="correction">
      <p>
        <Tag kind={state === 'answered' ? 'ok' : state === 'open' ? 'warn' : 'plain'}>{stateLabel}</Tag>{' '}
        <span className="muted">
          posée par {askedBy}, {sayMoment(askedAt)}
          {closedAt && ` · close ${sayMoment(closedAt)}`}
        </span>
      </p>
      {questions.map(({ label, message }) => (
        <blockquote key={label} className="request-message">
          {label && <strong>{label} : </strong>}
          {message}
        </blockquote>
      ))}
      {changes.length > 0 && (
        <dl className="answers" aria-label="Ce qui a changé">
          {changes.map(({ label, before, after }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <del>{breakable(before ?? 'rien')}</del> <ins>{breakable(after ?? 'rien')}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {state === 'answered' && changes.length === 0 && (
        <p className="muted">Répondu par un message, sans rien changer.</p>
      )}
    </div>
  );
}
