import { askPasskey, confirmByPasskey, confirmPassword } from '@guichet/shared/contracts/session';
import { Button } from '@guichet/shared/ui/button';
import { TextField } from '@guichet/shared/ui/text-field';
import { useMutation } from '@tanstack/react-query';
import KeyRound from 'lucide-react/icons/key-round';
import { useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { Dialog } from '../shell/dialog.tsx';
import { knowsPasskeys, showPasskey } from '@guichet/shared/ui/browser-passkey';

/** Asks who is there; what was being done goes on by itself afterwards. */
export function IdentityDialog({ onAnswer }: { onAnswer: (proved: boolean) => void }) {
  const [missing, setMissing] = useState<string>();
  const byPassword = useMutation({
    mutationFn: (password: string) => call(confirmPassword, { body: { password } }),
    onSuccess: () => onAnswer(true),
    onError: () => document.getElementById('identity-password')?.focus(),
  });
  const byPasskey = useMutation({
    mutationFn: async () => {
      const { options } = await call(askPasskey, {});
      await call(confirmByPasskey, { body: { response: await showPasskey(options) } });
    },
    onSuccess: () => onAnswer(true),
  });
  const submit = (password: string) => {
    setMissing(password === '' ? 'Indiquez votre mot de passe.' : undefined);
    if (password === '') document.getElementById('identity-password')?.focus();
    else byPassword.mutate(password);
  };
  return (
    <Dialog title="C’est bien vous ?" onClose={() => onAnswer(false)}>
      <p>
        Ce que vous demandez est délicat, et votre identité n’a plus été vérifiée depuis dix minutes. Confirmez-la :
        cela continue ensuite tout seul.
      </p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(String(new FormData(event.currentTarget).get('password') ?? ''));
        }}
      >
        <TextField
          id="identity-password"
          name="password"
          label="Votre mot de passe"
          type="password"
          autoComplete="current-password"
          required
          error={missing ?? (byPassword.isError ? sentenceOf(byPassword.error) : undefined)}
        />
        {byPasskey.isError && (
          <p className="field-error" role="alert">
            {sentenceOf(byPasskey.error)}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={byPassword.isPending}>Confirmer</Button>
          {knowsPasskeys() && (
            <Button
              type="button"
              kind="quiet"
              icon={KeyRound}
              disabled={byPasskey.isPending}
              onClick={() => byPasskey.mutate()}
            >
              Utiliser une clé d’accès
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
