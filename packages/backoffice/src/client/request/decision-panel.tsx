import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Notice } from '@guichet/shared/ui/notice';
import { ApprovedPanel } from './approved-panel.tsx';
import { DecidePanel } from './decide-panel.tsx';
import { FailedPanel } from './failed-panel.tsx';
import { SettledPanel } from './settled-panel.tsx';
import type { Meanwhile } from './use-meanwhile.ts';
import { WaitingPanel } from './waiting-panel.tsx';

/** What can be decided in the state the request is in. */
export function DecisionPanel({ view, meanwhile }: { view: RequestView; meanwhile: Meanwhile }) {
  const { state } = view.standing;
  if (view.mayNotDecideBecause && (state === 'submitted' || state === 'failed' || state === 'approved')) {
    return (
      <div className="decision-acts">
        <Notice>
          <p>{view.mayNotDecideBecause}</p>
        </Notice>
      </div>
    );
  }
  if (state === 'submitted') return <DecidePanel view={view} meanwhile={meanwhile} />;
  if (state === 'approved') return <ApprovedPanel view={view} />;
  if (state === 'failed') return <FailedPanel view={view} />;
  if (state === 'correction_requested') return <WaitingPanel view={view} />;
  return <SettledPanel view={view} />;
}
