import { signIn } from '@guichet/shared/contracts/session';
import { BrandMark } from '@guichet/shared/ui/brand-mark';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { TextField } from '@guichet/shared/ui/text-field';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api.ts';
import { sessionQuery } from '../queries.ts';
import { sweepDrafts } from '../shell/draft-store.ts';
import { sentenceOf } from '../query-client.ts';

export function SignInPage() {
  const { retour, fin } = useSearch({ from: '/connexion' });
  const router = useRouter();
  const queryClient = useQueryClient();
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({});
  const problemRef = useRef<HTMLDivElement>(null);
  const enter = useMutation({
    mutationFn: (credentials: { email: string; password: string }) => call(signIn, { body: credentials }),
    onSuccess: async () => {
      await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
      router.history.push(retour ?? '/demandes');
    },
    onError: () => problemRef.current?.focus(),
  });
  useEffect(() => {
    document.title = 'Connexion · Guichet PO';
    sweepDrafts();
  }, []);

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
    <main className="sign-in" id="contenu">
      <p className="sign-in-brand">
        <BrandMark /> Guichet PO
      </p>
      <h1>Secrétariat</h1>
      <div ref={problemRef} tabIndex={-1}>
        {enter.isError && (
          <Notice kind="bad" role="alert">
            <p>{sentenceOf(enter.error)}</p>
          </Notice>
        )}
        {fin && !enter.isError && (
          <Notice>
            <p>Votre session a pris fin. Reconnectez-vous : ce que vous aviez écrit est gardé.</p>
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
    </main>
  );
}
