import type { BulkRunView } from '@guichet/shared/contracts/bulk';
import { sayCounts, turnsOf } from './say-run.ts';

/** How far a run has come: a bar while it is under way, and words in any case. */
export function RunProgress({ run }: { run: BulkRunView }) {
  const turns = turnsOf(run);
  return (
    <div className="run-progress">
      {run.finishedAt === null && (
        <progress max={run.total} value={turns} aria-label="Avancement du lot">
          {turns} sur {run.total}
        </progress>
      )}
      <p>
        {run.finishedAt === null ? `${turns} sur ${run.total}. ` : ''}
        {capitalise(sayCounts(run))}.
      </p>
    </div>
  );
}

function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
