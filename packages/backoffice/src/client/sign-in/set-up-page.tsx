import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useSearch } from '@tanstack/react-router';
import KeyRound from 'lucide-react/icons/key-round';
import Smartphone from 'lucide-react/icons/smartphone';
import { useState } from 'react';
import { PasskeySetUp } from '../account/passkey-set-up.tsx';
import { RecoveryCodes } from '../account/recovery-codes.tsx';
import { TotpSetUp } from '../account/totp-set-up.tsx';
import { signInStageQuery } from '../queries.ts';
import { LoadingPage } from '../shell/page-states.tsx';
import { knowsPasskeys } from '@guichet/shared/ui/browser-passkey';
import { SignInFrame } from './sign-in-frame.tsx';
import { useEnter } from './use-enter.ts';

/** Where a second factor is required and there is none, it is set up before anything else opens. */
export function SetUpPage() {
  const { retour } = useSearch({ from: '/connexion/securite' });
  const { data, isPending } = useQuery(signInStageQuery);
  const goOn = useEnter(retour);
  const [way, setWay] = useState<'app' | 'passkey' | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (isPending) return <LoadingPage />;
  const search = retour === undefined ? {} : { retour };
  if (!data) return <Navigate to="/connexion" search={search} />;
  if (codes) {
    return (
      <SignInFrame title="Codes de secours">
        <h1>Vos codes de secours</h1>
        <RecoveryCodes codes={codes} onKept={() => void goOn('open')} kept="C’est gardé : entrer dans le guichet" />
      </SignInFrame>
    );
  }
  if (data.stage === 'code') return <Navigate to="/connexion/code" search={search} />;
  const done = (recoveryCodes: readonly string[] | null) => {
    if (recoveryCodes) setCodes(recoveryCodes);
    else void goOn('open');
  };
  return (
    <SignInFrame title="Second facteur">
      <h1>Protégez votre accès</h1>
      <p>
        Le guichet contient les données de beaucoup de personnes. En plus du mot de passe, il vous faut une seconde
        façon de prouver que c’est vous, {data.name}.
      </p>
      {way === null && <Ways onChoose={setWay} />}
      {way === 'app' && <TotpSetUp onDone={done} />}
      {way === 'passkey' && <PasskeySetUp onDone={done} />}
      {way !== null && (
        <div className="sign-in-ways">
          <Button type="button" kind="plain" onClick={() => setWay(null)}>
            Choisir une autre façon
          </Button>
        </div>
      )}
    </SignInFrame>
  );
}

function Ways({ onChoose }: { onChoose: (way: 'app' | 'passkey') => void }) {
  return (
    <div className="sign-in-ways">
      {knowsPasskeys() ? (
        <>
          <Button type="button" icon={KeyRound} onClick={() => onChoose('passkey')}>
            Une clé d’accès
          </Button>
          <p className="muted small">
            L’empreinte, le visage ou le code de cet ordinateur, d’un téléphone, ou une clé USB de sécurité. C’est le
            plus simple, et le plus sûr.
          </p>
        </>
      ) : (
        <Notice>
          <p>Ce navigateur ne connaît pas les clés d’accès. Une application de codes convient aussi.</p>
        </Notice>
      )}
      <Button type="button" kind="quiet" icon={Smartphone} onClick={() => onChoose('app')}>
        Une application de codes
      </Button>
      <p className="muted small">Sur votre téléphone : six chiffres à recopier à chaque connexion.</p>
    </div>
  );
}
