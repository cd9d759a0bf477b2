import type { RequestView } from '@guichet/shared/contracts/request-view';
import { sayMoment } from '../text/moments.ts';
import { RevertAct } from './revert-act.tsx';
import { StateTag } from './state-tag.tsx';

const VERBS = { approve: 'Approuvée', reject: 'Refusée', 'close-by-hand': 'Clôturée à la main' };

/** Nothing to decide: how it came to where it is, by whom, when, and in which words. */
export function SettledPanel({ view }: { view: RequestView }) {
  const { decision, standing, history } = view;
  const last = history.at(-1);
  const told = decision
    ? { what: VERBS[decision.kind], by: decision.by, at: decision.at, words: decision.reason }
    : last && { what: last.label, by: last.actor, at: last.at, words: last.reason };
  return (
    <div className="decision-acts decision-told">
      <h2>Décision</h2>
      <p>
        <StateTag state={standing.state} label={standing.stateLabel} />
      </p>
      {told && (
        <p>
          {told.what} par {told.by}, {sayMoment(told.at)}
          {decision && decision.payloadVersion > 1 && `, sur la version ${decision.payloadVersion} des réponses`}.
        </p>
      )}
      {told?.words && <blockquote className="request-message">{told.words}</blockquote>}
      <RevertAct view={view} />
    </div>
  );
}
