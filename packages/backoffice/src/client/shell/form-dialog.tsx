import { Button } from '@guichet/shared/ui/button';
import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog, type DialogProps } from './dialog.tsx';

type Props = DialogProps & {
  busy: boolean;
  /** What is wrong with the whole, where no field bears it. */
  problem: string;
  /** What else can be done with what is edited. */
  acts?: ReactNode;
  onSubmit: () => void;
};

/** Fields about one thing, saved together or left as they were. The first that is refused has the focus. */
export function FormDialog({ busy, problem, acts, onSubmit, children, ...dialog }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  useEffect(() => {
    // What was refused may stand out of sight, above or below.
    if (sent.current && !busy)
      form.current?.querySelector<HTMLElement>('.field-wrong :is(input, select, textarea)')?.focus();
    sent.current = busy;
  }, [busy]);
  return (
    <Dialog {...dialog}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={busy}>Enregistrer</Button>
          {acts}
          <Button type="button" kind="plain" onClick={dialog.onClose}>
            Ne rien changer
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
