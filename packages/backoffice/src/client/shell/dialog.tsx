import { Button } from '@guichet/shared/ui/button';
import { Icon } from '@guichet/shared/ui/icon';
import X from 'lucide-react/icons/x';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';

export type DialogProps = {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean | undefined;
};

/** The browser's own modal: it holds the focus, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, children, wide }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
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
  return createPortal(
    <dialog
      ref={ref}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // Leaving the chooser of a file, or a dialog above this one, says "cancel" too, and it rises up to here.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <Button type="button" kind="plain" small className="dialog-close" onClick={onClose}>
          <Icon of={X} />
          Fermer
        </Button>
      </div>
      {children}
    </dialog>,
    document.body,
  );
}
