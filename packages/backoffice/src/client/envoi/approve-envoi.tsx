import type { RequestView } from '@guichet/shared/contracts/request-view';
import { useState } from 'react';
import { ActionButton } from '../shell/action-button.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { EnvoiDialog } from './envoi-dialog.tsx';

/** The way to decide on the whole envoi at once, where more than this request of it is to be decided. */
export function ApproveEnvoi({ view }: { view: RequestView }) {
  const [open, setOpen] = useState(false);
  const others = view.siblings.filter(({ state }) => state === 'submitted').length;
  useActions({ approveEnvoi: () => setOpen(true) }, others > 0);
  if (others === 0) return null;
  return (
    <>
      <ActionButton action="approveEnvoi" kind="quiet" onClick={() => setOpen(true)} />
      {open && <EnvoiDialog view={view} onClose={() => setOpen(false)} />}
    </>
  );
}
