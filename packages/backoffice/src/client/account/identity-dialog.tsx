import { confirmPassword } from '@guichet/shared/contracts/session';
import { Button } from '@guichet/shared/ui/button';
import { TextField } from '@guichet/shared/ui/text-field';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { Dialog } from '../shell/dialog.tsx';

/** Asks who is there; what was being done goes on by itself afterwards. */
export function IdentityDialog({ onAnswer }: { onAnswer: (proved: boolean) => void }) {
  const [missing, setMissing] = useState<string>();
  const prove = useMutation({
    mutationFn: (password: string) => call(confirmPassword, { body: { password } }),
    onSuccess: () => onAnswer(true),
    onError: () => document.getElementById('identity-password')?.focus(),
  });
  const submit = (form: FormData) => {
    const password = String(form.get('password') ?? '');
    setMissing(password === '' ? 'Indiquez votre mot de passe.' : undefined);
    if (password === '') document.getElementById('identity-password')?.focus();
    else prove.mutate(password);
  };
  return (
    <Dialog title="C’est bien vous ?" onClose={() => onAnswer(false)}>
      <p>
        Ce que vous demandez est délicat, et vous vous êtes connecté·e il y a plus de dix minutes. Confirmez, et cela
        continue tout seul.
      </p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <TextField
          id="identity-password"
          name="password"
          label="Votre mot de passe"
          type="password"
          autoComplete="current-password"
          required
          error={missing ?? (prove.isError ? sentenceOf(prove.error) : undefined)}
        />
        <div className="dialog-acts">
          <Button disabled={prove.isPending}>Confirmer</Button>
        </div>
      </form>
    </Dialog>
  );
}
