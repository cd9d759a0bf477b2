import { TextField } from '@guichet/shared/ui/text-field';
import { type ReactNode, useState } from 'react';
import { FormDialog } from './form-dialog.tsx';

type Props = {
  title: string;
  /** What the name is of: "Nom du modèle". */
  label: string;
  hint?: string | undefined;
  /** The name so far; '' for a new thing. */
  before: string;
  /** What stands above the name. */
  children?: ReactNode;
  busy: boolean;
  /** What is wrong with the name, and with anything else. */
  error: string | undefined;
  problem: string;
  onName: (name: string) => void;
  onClose: () => void;
};

/** Gives something a name, or another one. */
export function NameDialog({ label, hint, before, children, error, onName, ...dialog }: Props) {
  const [name, setName] = useState(before);
  return (
    <FormDialog {...dialog} onSubmit={() => onName(name)}>
      {children}
      <TextField
        required
        id="nom"
        name="nom"
        label={label}
        hint={hint}
        error={error}
        value={name}
        autoComplete="off"
        inputProps={{ onChange: (event) => setName(event.target.value) }}
      />
    </FormDialog>
  );
}
