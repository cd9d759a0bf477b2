import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { accountQuery } from '../queries.ts';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { AppPart } from './app-part.tsx';
import { PasskeyPart } from './passkey-part.tsx';
import { PasswordPart } from './password-part.tsx';
import { RecoveryPart } from './recovery-part.tsx';
import { SessionPart } from './session-part.tsx';

/** How one signs in, and from where one is signed in. */
export function AccountPage() {
  const { data, isPending, error, refetch } = useQuery(accountQuery);
  useEffect(() => {
    document.title = 'Mon compte · Guichet PO';
  }, []);
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <h1>Mon compte</h1>
      {data ? (
        <>
          <p className="muted">
            {data.name}, {data.email}. Chaque changement fait ici vous est annoncé par mail.
          </p>
          <PasswordPart account={data} />
          <PasskeyPart account={data} />
          <AppPart account={data} />
          <RecoveryPart account={data} />
          <SessionPart sessions={data.sessions} />
        </>
      ) : null}
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
    </main>
  );
}
