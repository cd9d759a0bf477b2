import { Button } from '@guichet/shared/ui/button';
import type { ReactNode } from 'react';
import { Dialog, type DialogProps } from './dialog.tsx';

type Props = DialogProps & {
  busy: boolean;
  /** What is wrong with the whole, where no field bears it. */
  problem: string;
  /** What else can be done with what is edited. */
  acts?: ReactNode;
  onSubmit: () => void;
};

/** Fields about one thing, saved together or left as they were. */
export function FormDialog({ busy, problem, acts, onSubmit, children, ...dialog }: Props) {
  return (
    <Dialog {...dialog}>
      <form
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
