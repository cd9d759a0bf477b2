import type { ImportRunView } from '@guichet/shared/contracts/member-imports';
import { isUnderWay } from './import-queries.ts';

/** How far the worker is, while it is at it. */
export function ImportProgress({ run }: { run: Pick<ImportRunView, 'state' | 'done' | 'total'> }) {
  if (!isUnderWay(run.state)) return null;
  const { done, total } = run;
  return (
    <div className="run-progress" role="status">
      <progress max={Math.max(total, 1)} value={done} aria-label="Avancement">
        {done} sur {total}
      </progress>
      <p>
        {run.state === 'planning' ? 'Essai' : 'Écriture'} : {done} sur {total} lignes. Vous pouvez fermer cette page :
        le travail se poursuit.
      </p>
    </div>
  );
}
