import { Button } from '@guichet/shared/ui/button';
import { Icon } from '@guichet/shared/ui/icon';
import X from 'lucide-react/icons/x';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useWritten } from './use-written.ts';

export type DialogProps = {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean | undefined;
  /** What is written in it is there again when it is opened again: leaving it loses nothing. */
  keepsText?: boolean | undefined;
  /** False where "Fermer" might mean either answer. */
  hasCross?: boolean | undefined;
};

/**
 * The browser's own modal: it holds the focus, closes on Escape and gives the focus back. What somebody wrote is not
 * lost by Escape or the cross: it asks first. A button of the dialog's own says what it does, and is not asked again.
 */
export function Dialog({ title, onClose, children, wide, keepsText = false, hasCross = true }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const hasWritten = useWritten(ref);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    // What one came for, rather than the button that leaves.
    dialog?.querySelector<HTMLElement>('textarea, input')?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const leave = () => (!keepsText && hasWritten() ? setAsking(true) : onClose());
  useEffect(() => {
    const dialog = ref.current;
    // Before the browser does anything of its own: the second time it would close without asking.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      leave();
    };
    dialog?.addEventListener('keydown', onKey);
    return () => dialog?.removeEventListener('keydown', onKey);
  });
  return createPortal(
    <dialog
      ref={ref}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // Leaving the chooser of a file, or a dialog above this one, says "cancel" too, and it rises up to here.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        leave();
      }}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        {hasCross && (
          <Button type="button" kind="plain" small className="dialog-close" onClick={leave}>
            <Icon of={X} />
            Fermer
          </Button>
        )}
      </div>
      {children}
      {asking && <LoseDialog onStay={() => setAsking(false)} onLose={onClose} />}
    </dialog>,
    document.body,
  );
}

function LoseDialog({ onStay, onLose }: { onStay: () => void; onLose: () => void }) {
  return (
    <Dialog title="Fermer sans enregistrer ?" onClose={onStay} hasCross={false}>
      <p>Ce que vous avez écrit sera perdu.</p>
      <div className="dialog-acts">
        <Button type="button" onClick={onStay}>
          Continuer à écrire
        </Button>
        <Button type="button" kind="danger" onClick={onLose}>
          Fermer et perdre le texte
        </Button>
      </div>
    </Dialog>
  );
}
