import { forgotPassword } from '@guichet/shared/contracts/session';
import { emailProblem } from '@guichet/shared/domain/email';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { TextField } from '@guichet/shared/ui/text-field';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { SignInFrame } from './sign-in-frame.tsx';

/** Asks for a link to a new password. It says the same whether the address is known or not. */
export function ForgottenPage() {
  const [wrong, setWrong] = useState<string>();
  const ask = useMutation({ mutationFn: (email: string) => call(forgotPassword, { body: { email } }) });
  const submit = (email: string) => {
    const problem = emailProblem(email);
    setWrong(problem ?? undefined);
    if (problem === null) ask.mutate(email);
    else document.getElementById('email')?.focus();
  };
  return (
    <SignInFrame title="Mot de passe oublié">
      <h1>Mot de passe oublié</h1>
      {ask.isSuccess ? (
        <Notice kind="ok" role="status" title="Regardez vos mails">
          <p>
            Si un accès existe à cette adresse, un lien vient d’y partir. Il sert une fois, dans les deux heures. Une
            invitation qui attend encore est renvoyée.
          </p>
        </Notice>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit(String(new FormData(event.currentTarget).get('email') ?? ''));
          }}
        >
          <TextField
            id="email"
            name="email"
            label="Adresse mail"
            hint="Celle avec laquelle vous vous connectez : un lien y partira."
            type="email"
            autoComplete="username"
            required
            error={wrong ?? (ask.isError ? sentenceOf(ask.error) : undefined)}
          />
          <Button disabled={ask.isPending}>Recevoir un lien</Button>
        </form>
      )}
      <div className="sign-in-ways">
        <p>
          <Link to="/connexion">Retour à la connexion</Link>
        </p>
      </div>
    </SignInFrame>
  );
}
