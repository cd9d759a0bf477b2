import { signIn } from '@guichet/shared/contracts/session';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { TextField } from '@guichet/shared/ui/text-field';
import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { sweepDrafts } from '../shell/draft-store.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import { useEnter } from './use-enter.ts';

const SAID = {
  oui: 'Votre session a pris fin. Reconnectez-vous : ce que vous aviez écrit est gardé.',
  change: 'Votre mot de passe est changé. Connectez-vous avec le nouveau.',
} as const;

export function SignInPage() {
  const { retour, fin } = useSearch({ from: '/connexion' });
  const goOn = useEnter(retour);
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({});
  const problemRef = useRef<HTMLDivElement>(null);
  const enter = useMutation({
    mutationFn: async (credentials: { email: string; password: string }) => {
      const { stage } = await call(signIn, { body: credentials });
      await goOn(stage);
    },
    onError: () => problemRef.current?.focus(),
  });
  useEffect(() => sweepDrafts(), []);

  const submit = (form: FormData) => {
    const email = String(form.get('email') ?? '').trim();
    const password = String(form.get('password') ?? '');
    setMissing({
      ...(email === '' ? { email: 'Indiquez votre adresse mail.' } : {}),
      ...(password === '' ? { password: 'Indiquez votre mot de passe.' } : {}),
    });
    if (email === '' || password === '') document.getElementById(email === '' ? 'email' : 'password')?.focus();
    else enter.mutate({ email, password });
  };

  return (
    <SignInFrame title="Connexion">
      <h1>Secrétariat</h1>
      <div ref={problemRef} tabIndex={-1}>
        {enter.isError && (
          <Notice kind="bad" role="alert">
            <p>{sentenceOf(enter.error)}</p>
          </Notice>
        )}
        {fin && !enter.isError && (
          <Notice>
            <p>{SAID[fin]}</p>
          </Notice>
        )}
      </div>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <TextField
          id="email"
          name="email"
          label="Adresse mail"
          type="email"
          autoComplete="username"
          required
          error={missing.email}
        />
        <TextField
          id="password"
          name="password"
          label="Mot de passe"
          type="password"
          autoComplete="current-password"
          required
          error={missing.password}
        />
        <Button disabled={enter.isPending}>{enter.isPending ? 'Connexion…' : 'Se connecter'}</Button>
      </form>
      <div className="sign-in-ways">
        <PasskeyButton onEntered={() => goOn('open')} />
        <p>
          <Link to="/mot-de-passe-oublie">Mot de passe oublié ?</Link>
        </p>
      </div>
    </SignInFrame>
  );
}
