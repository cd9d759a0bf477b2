import { passwordProblem } from '@guichet/shared/domain/password-problem';
import { TextField } from '@guichet/shared/ui/text-field';
import { useDeferredValue, useState } from 'react';

type Props = {
  id: string;
  /** What the password must not be made of. */
  of: { name: string; email: string };
  /** What the server said, until something else is typed. */
  refused?: string | undefined;
  onType: (password: string) => void;
};

/** A new password; while it is typed, one reads what it still lacks. */
export function NewPasswordField({ id, of, refused, onType }: Props) {
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState(false);
  const password = useDeferredValue(typed);
  const lack = password === '' ? null : passwordProblem(password, of);
  return (
    <TextField
      id={id}
      name="password"
      label="Nouveau mot de passe"
      hint="Au moins 15 caractères, espaces compris. Une phrase de quatre ou cinq mots convient bien."
      type={shown ? 'text' : 'password'}
      autoComplete="new-password"
      required
      verbatim
      error={refused}
      after={
        <p className="password-said">
          <span role="status" className={lack === null && password !== '' ? 'said-ok' : 'muted'}>
            {password === '' ? '' : (lack ?? 'Ce mot de passe convient.')}
          </span>
          <label className="password-show">
            <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} /> Afficher
          </label>
        </p>
      }
      inputProps={{
        maxLength: 512,
        onChange: (event) => {
          setTyped(event.target.value);
          onType(event.target.value);
        },
      }}
    />
  );
}
