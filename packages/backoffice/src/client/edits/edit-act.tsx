import { Button, type ButtonKind } from '@guichet/shared/ui/button';
import { useState } from 'react';
import { EditDialog } from './edit-dialog.tsx';
import type { EditOf } from './edit-of.ts';
import { useMayEdit } from './use-may-edit.ts';

type Props = EditOf & {
  label: string;
  /** Whom or what it is about, for who hears the button alone. */
  about: string;
  look?: ButtonKind | undefined;
};

/** The button of one edit of the register, with its dialog; nothing for readers. */
export function EditAct({ label, about, look = 'quiet', ...of }: Props) {
  const [open, setOpen] = useState(false);
  if (!useMayEdit()) return null;
  return (
    <>
      <Button type="button" kind={look} small onClick={() => setOpen(true)}>
        {label}
        <span className="visually-hidden"> : {about}</span>
      </Button>
      {open && <EditDialog of={of} title={of.only && label} onClose={() => setOpen(false)} />}
    </>
  );
}
