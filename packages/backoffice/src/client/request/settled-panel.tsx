import type { RequestView } from '@guichet/shared/contracts/request-view';
import { sayMoment } from '../text/moments.ts';
import { StateTag } from './state-tag.tsx';

const VERBS = { approve: 'Approuvée', reject: 'Refusée', 'close-by-hand': 'Clôturée à la main' };

/** Nothing more happens: who decided, when, and in which words. */
export function SettledPanel({ view }: { view: RequestView }) {
  const { decision, standing } = view;
  return (
    <div className="decision-acts">
      <p>
        <StateTag state={standing.state} label={standing.stateLabel} />
      </p>
      {decision && (
        <p>
          {VERBS[decision.kind]} par {decision.by}, {sayMoment(decision.at)}.
        </p>
      )}
      {decision?.reason && <blockquote className="request-message">{decision.reason}</blockquote>}
    </div>
  );
}
