import { proveCode, proveRecoveryCode } from '@guichet/shared/contracts/session';
import { Button } from '@guichet/shared/ui/button';
import { TextField } from '@guichet/shared/ui/text-field';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, Navigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.ts';
import { signInStageQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { LoadingPage } from '../shell/page-states.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import { useEnter } from './use-enter.ts';

const WAYS = {
  app: {
    route: proveCode,
    label: 'Code de votre application',
    hint: 'Six chiffres, qui changent toutes les trente secondes.',
    missing: 'Indiquez les six chiffres de votre application.',
  },
  paper: {
    route: proveRecoveryCode,
    label: 'Code de secours',
    hint: 'Un des dix codes que vous avez gardés. Chacun ne sert qu’une fois.',
    missing: 'Indiquez un de vos codes de secours.',
  },
} as const;

/** After the password: the second factor. */
export function CodePage() {
  const { retour } = useSearch({ from: '/connexion/code' });
  const { data, isPending } = useQuery(signInStageQuery);
  const goOn = useEnter(retour);
  const [onPaper, setOnPaper] = useState(false);
  if (isPending) return <LoadingPage />;
  const search = retour === undefined ? {} : { retour };
  if (!data) return <Navigate to="/connexion" search={search} />;
  if (data.stage === 'setup') return <Navigate to="/connexion/securite" search={search} />;
  const { totp, passkeys } = data.factors;
  const way = onPaper ? 'paper' : totp ? 'app' : null;
  return (
    <SignInFrame title="Second facteur">
      <h1>Encore une étape</h1>
      <p className="muted">Le mot de passe est juste. Prouvez à présent que c’est bien vous, {data.name}.</p>
      {way && <CodeForm key={way} way={way} onEntered={() => goOn('open')} />}
      <div className="sign-in-ways">
        {passkeys > 0 && <PasskeyButton onEntered={() => goOn('open')} />}
        <Button type="button" kind="plain" onClick={() => setOnPaper(!onPaper)}>
          {onPaper ? 'Revenir à mon second facteur' : 'Je ne l’ai pas sous la main : code de secours'}
        </Button>
        <p className="muted small">
          Ni second facteur, ni codes de secours ? Demandez à l’administration du guichet de le réinitialiser.
        </p>
        <p>
          <Link to="/connexion" search={search}>
            Se connecter avec une autre adresse
          </Link>
        </p>
      </div>
    </SignInFrame>
  );
}

function CodeForm({ way, onEntered }: { way: keyof typeof WAYS; onEntered: () => Promise<unknown> }) {
  const { route, label, hint, missing } = WAYS[way];
  const [empty, setEmpty] = useState(false);
  const prove = useMutation({
    mutationFn: async (code: string) => {
      await call(route, { body: { code } });
      await onEntered();
    },
    onError: () => document.getElementById('code')?.focus(),
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const code = String(new FormData(event.currentTarget).get('code') ?? '').trim();
        setEmpty(code === '');
        if (code === '') document.getElementById('code')?.focus();
        else prove.mutate(code);
      }}
    >
      <TextField
        id="code"
        name="code"
        label={label}
        hint={hint}
        required
        verbatim
        inputMode={way === 'app' ? 'numeric' : undefined}
        autoComplete={way === 'app' ? 'one-time-code' : 'off'}
        error={empty ? missing : prove.isError ? sentenceOf(prove.error) : undefined}
        inputProps={{ autoFocus: true }}
      />
      <Button disabled={prove.isPending}>{prove.isPending ? 'Vérification…' : 'Continuer'}</Button>
    </form>
  );
}
