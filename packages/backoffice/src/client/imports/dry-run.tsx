import { type ImportDetail, readRefusals } from '@guichet/shared/contracts/member-imports';
import type { ImportRowFilter } from '@guichet/shared/domain/member-import';
import { Button } from '@guichet/shared/ui/button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { ListEnd } from '../shell/list-end.tsx';
import { importRowsQuery } from './import-queries.ts';
import { ImportRow } from './import-row.tsx';
import { filtersOf } from './say-import.ts';
import { useImportAct } from './use-import-act.ts';

/** What the dry run said, row by row: those of one kind at a time, a page at a time. */
export function DryRun({ run }: { run: ImportDetail }) {
  const [show, setShow] = useState<ImportRowFilter>('all');
  const { counts } = run;
  const turn = `${run.generation} ${run.state} ${counts.refused} ${counts.waiting} ${counts.applied} ${counts.create + counts.change}`;
  const query = useInfiniteQuery(importRowsQuery(run.id, show, turn));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section aria-labelledby="dry-run-title">
      <h2 id="dry-run-title">
        {run.state === 'applied' ? 'Ce qui a été fait, ligne par ligne' : 'L’essai, ligne par ligne'}
      </h2>
      <div className="run-filter" role="group" aria-label="Montrer les lignes">
        {filtersOf(counts).map((filter) => (
          <Button
            key={filter.show}
            type="button"
            kind="quiet"
            small
            aria-pressed={show === filter.show}
            onClick={() => setShow(filter.show)}
          >
            {filter.label}
          </Button>
        ))}
      </div>
      {counts.refused + counts.waiting > 0 && <Refusals run={run} />}
      {query.data && rows.length === 0 && <p className="muted">Aucune ligne.</p>}
      <ul className="import-rows">
        {rows.map((row) => (
          <ImportRow
            key={row.line}
            importId={run.id}
            row={row}
            maySettle={run.state === 'planned' || run.state === 'applied'}
          />
        ))}
      </ul>
      <ListEnd query={query} />
    </section>
  );
}

function Refusals({ run }: { run: ImportDetail }) {
  const download = useImportAct(async () => {
    const { fileName, csv } = await call(readRefusals, { params: { id: run.id } });
    save(fileName, csv);
  }, 'Lignes refusées téléchargées.');
  return (
    <p>
      <Button type="button" kind="plain" small disabled={download.busy} onClick={() => void download.act()}>
        Télécharger les lignes refusées, avec la raison (CSV)
      </Button>
      {download.problem && <span className="field-error">{download.problem}</span>}
    </p>
  );
}

function save(fileName: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
