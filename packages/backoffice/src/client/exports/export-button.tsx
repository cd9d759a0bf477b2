import type { ExportSelection } from '@guichet/shared/contracts/exports';
import { Button } from '@guichet/shared/ui/button';
import { Icon } from '@guichet/shared/ui/icon';
import Download from 'lucide-react/icons/download';
import { lazy, Suspense, useState } from 'react';
import type { LabelSearch } from '../labels/label-search.ts';
import { useActions } from '../shell/use-actions.tsx';

const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));

type Props = {
  /** What can be taken out of this screen, the first proposed. */
  selections: readonly [ExportSelection, ...ExportSelection[]];
  /** Where labels for the same list are made, as the address says its filters. */
  labelSearch?: LabelSearch | undefined;
};

/** Takes the list that one looks at out as a file, with what narrows it. */
export function ExportButton({ selections, labelSearch }: Props) {
  const [open, setOpen] = useState(false);
  useActions({ exportList: () => setOpen(true) });
  return (
    <>
      <Button type="button" kind="quiet" small onClick={() => setOpen(true)}>
        <Icon of={Download} />
        Exporter
      </Button>
      {open && (
        <Suspense>
          <ExportDialog selections={selections} labelSearch={labelSearch} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
