import type { RequestView } from '@guichet/shared/contracts/request-view';
import { useState } from 'react';
import { ActionButton } from '../shell/action-button.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { MergeDialog } from './merge-dialog.tsx';

/** The way to say that this was asked already. */
export function MergeAct({ view }: { view: RequestView }) {
  const [open, setOpen] = useState(false);
  useActions({ merge: () => setOpen(true) });
  return (
    <>
      <ActionButton action="merge" kind="quiet" onClick={() => setOpen(true)} />
      {open && <MergeDialog view={view} onClose={() => setOpen(false)} />}
    </>
  );
}
