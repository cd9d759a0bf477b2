import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Notice } from '@guichet/shared/ui/notice';
import { sentenceOf } from '../query-client.ts';
import { ComparedTable } from './compared-table.tsx';
import { AnswerList } from './answer-list.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { FindingList } from './finding-list.tsx';
import { HistoryList } from './history-list.tsx';
import { MeanwhileNotice } from './meanwhile-notice.tsx';
import { PlanSteps } from './plan-steps.tsx';
import { RequestHead } from './request-head.tsx';
import { SiblingList } from './sibling-list.tsx';
import { MeanwhileActs, useMeanwhile } from './use-meanwhile.ts';

/** `stale`: why the page could not be refreshed, when it could not. */
export function RequestArticle({ view, stale }: { view: RequestView; stale: unknown }) {
  const meanwhile = useMeanwhile(view);
  return (
    <MeanwhileActs value={meanwhile}>
      <article className="request" aria-labelledby="demande">
        {stale !== null && (
          <Notice kind="warn" role="status">
            <p>Cette page n’est plus à jour. {sentenceOf(stale)}</p>
          </Notice>
        )}
        <MeanwhileNotice meanwhile={meanwhile} />
        <RequestHead view={view} />
        {view.compared.length > 0 && <ComparedTable rows={view.compared} />}
        {view.compared.length === 0 && <AnswerList answers={view.answers} />}
        <FindingList view={view} />
        {view.message !== '' && (
          <section className="request-part">
            <h2>Message de l’auteur</h2>
            <blockquote className="request-message">{view.message}</blockquote>
          </section>
        )}
        <SiblingList view={view} />
        <HistoryList events={view.history} />
      </article>
      <section className="decision" aria-label="Décision">
        <div className="decision-plan">
          <PlanSteps view={view} added={meanwhile.addedEffects} />
        </div>
        <DecisionPanel view={view} meanwhile={meanwhile} />
      </section>
    </MeanwhileActs>
  );
}
