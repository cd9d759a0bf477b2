import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Notice } from '@guichet/shared/ui/notice';
import { useEffect } from 'react';
import { sentenceOf } from '../query-client.ts';
import { PresenceNotice } from '../presence/presence-notice.tsx';
import { AskedPart } from './asked-part.tsx';
import { CorrectionList } from './correction-list.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { FindingList } from './finding-list.tsx';
import { HistoryList } from './history-list.tsx';
import { MeanwhileNotice } from './meanwhile-notice.tsx';
import { NoteList } from './note-list.tsx';
import { PlanSteps } from './plan-steps.tsx';
import { FollowerList } from '../envoi/follower-list.tsx';
import { RelatedRequests } from '../envoi/related-requests.tsx';
import { RequestHead } from './request-head.tsx';
import { RevertPart } from './revert-part.tsx';
import { SiblingList } from './sibling-list.tsx';
import { StalePart } from './stale-part.tsx';
import { Thread } from './thread.tsx';
import { UnsentTexts } from './unsent-texts.tsx';
import { MeanwhileActs, useMeanwhile } from './use-meanwhile.ts';

/** `stale`: why the page could not be refreshed, when it could not. */
export function RequestArticle({ view, stale }: { view: RequestView; stale: unknown }) {
  const meanwhile = useMeanwhile(view);
  // The button that was pressed is gone with its request: the focus goes to what is read next, not nowhere.
  useEffect(() => {
    if (document.activeElement === document.body) document.getElementById('demande')?.focus({ preventScroll: true });
  }, []);
  return (
    <MeanwhileActs value={meanwhile}>
      <article className="request" aria-labelledby="demande" data-request={view.id}>
        {stale !== null && (
          <Notice kind="warn" role="status">
            <p>Cette page n’est plus à jour. {sentenceOf(stale)}</p>
          </Notice>
        )}
        <PresenceNotice requestId={view.id} />
        <MeanwhileNotice meanwhile={meanwhile} />
        <UnsentTexts requestId={view.id} isOpen={view.standing.state === 'submitted'} />
        <RequestHead view={view} />
        <RevertPart view={view} />
        <StalePart view={view} />
        <AskedPart view={view} />
        <CorrectionList view={view} />
        <FindingList view={view} />
        {view.message !== '' && (
          <section className="request-part">
            <h2>Message de l’auteur</h2>
            <blockquote className="request-message">{view.message}</blockquote>
          </section>
        )}
        {!view.ordered && <Thread view={view} />}
        <NoteList view={view} />
        <SiblingList view={view} />
        <FollowerList view={view} />
        <RelatedRequests view={view} />
        <HistoryList events={view.history} />
      </article>
      <section className="decision" aria-label="Décision">
        <PlanSteps view={view} added={meanwhile.addedEffects} />
        <DecisionPanel view={view} meanwhile={meanwhile} />
      </section>
    </MeanwhileActs>
  );
}
