import type { RequestView } from '@guichet/shared/contracts/request-view';
import { sayMoment } from '../text/moments.ts';
import { RevertAct } from './revert-act.tsx';
import { MergedNote } from '../envoi/merged-note.tsx';
import { StateTag } from './state-tag.tsx';

const VERBS = { approve: 'Approuvée', reject: 'Refusée', 'close-by-hand': 'Clôturée à la main' };

/** Nothing to decide: how it came to where it is, by whom, when, and in which words. */
export function SettledPanel({ view }: { view: RequestView }) {
  const { decision, standing, history } = view;
  const last = history.at(-1);
  const ended = decision && standing.state !== 'merged' ? decision : null;
  const told = ended
    ? { what: VERBS[ended.kind], by: ended.by, at: ended.at, words: ended.reason }
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
          {ended && ended.payloadVersion > 1 && `, sur la version ${ended.payloadVersion} des réponses`}.
        </p>
      )}
      <MergedNote view={view} />
      {told?.words && <blockquote className="request-message">{told.words}</blockquote>}
      <RevertAct view={view} />
    </div>
  );
}
