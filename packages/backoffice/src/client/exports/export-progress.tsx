import type { ExportView } from '@guichet/shared/contracts/exports';
import { sayRows } from './say-export.ts';

/** How far the worker is with a file. */
export function ExportProgress({ run }: { run: ExportView }) {
  return (
    <div className="run-progress">
      <progress
        aria-label="Avancement du fichier"
        {...(run.total === null ? {} : { max: Math.max(run.total, 1), value: run.rows })}
      />
      <p>
        {run.state === 'ordered'
          ? 'En attente de son tour.'
          : `${sayRows(run.rows)}${run.total === null ? '' : ` sur ${run.total}`}.`}
      </p>
    </div>
  );
}
