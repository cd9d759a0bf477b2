import type { RequestView } from '@guichet/shared/contracts/request-view';
import { useState } from 'react';
import { ActionButton } from '../shell/action-button.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { SplitDialog } from './split-dialog.tsx';

/** The way to approve some of what is asked, where the request has parts. */
export function SplitAct({ view }: { view: RequestView }) {
  const [open, setOpen] = useState(false);
  const possible = view.parts.length > 1;
  useActions({ approvePart: () => setOpen(true) }, possible);
  if (!possible) return null;
  return (
    <>
      <ActionButton action="approvePart" kind="quiet" onClick={() => setOpen(true)} />
      {open && <SplitDialog view={view} onClose={() => setOpen(false)} />}
    </>
  );
}
