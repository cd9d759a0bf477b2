import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { accountQuery } from '../queries.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

type Props = {
  title: string;
  said: string;
  onClose: () => void;
  children: (done: (recoveryCodes: readonly string[] | null) => void) => ReactNode;
};

/** Adds a factor; with the first come recovery codes, which stay on the screen until they are kept. */
export function FactorDialog({ title, said, onClose, children }: Props) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const done = (recoveryCodes: readonly string[] | null) => {
    announce(said);
    void queryClient.invalidateQueries(accountQuery);
    if (recoveryCodes) setCodes(recoveryCodes);
    else onClose();
  };
  if (codes) {
    return (
      <Dialog title="Vos codes de secours" onClose={onClose}>
        <RecoveryCodes codes={codes} onKept={onClose} kept="C’est gardé" />
      </Dialog>
    );
  }
  return (
    <Dialog title={title} onClose={onClose}>
      {children(done)}
    </Dialog>
  );
}
