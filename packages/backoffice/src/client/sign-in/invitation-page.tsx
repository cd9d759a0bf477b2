import { acceptInvitation, readInvitation } from '@guichet/shared/contracts/session';
import { Notice } from '@guichet/shared/ui/notice';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { LoadingPage } from '../shell/page-states.tsx';
import { ChoosePasswordForm } from './choose-password-form.tsx';
import { useLinkSecret } from './link-secret.ts';
import { SignInFrame } from './sign-in-frame.tsx';
import { useEnter } from './use-enter.ts';

/** Where the link of an invitation leads: the first password, then the second factor where nobody does without. */
export function InvitationPage() {
  const secret = useLinkSecret();
  const goOn = useEnter(undefined);
  const { data, isPending, error } = useQuery({
    queryKey: ['invitation', secret],
    queryFn: ({ signal }) => call(readInvitation, { body: { secret } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isPending) return <LoadingPage />;
  return (
    <SignInFrame title="Invitation">
      <h1>Bienvenue{data ? `, ${data.name}` : ''}</h1>
      {data ? (
        <>
          <p>
            Choisissez le mot de passe de votre accès au guichet, pour l’adresse <strong>{data.email}</strong>.{' '}
            {data.secondFactorRequired
              ? 'Ensuite, vous choisirez une seconde façon de prouver que c’est vous.'
              : 'Dans cette démonstration, il suffit pour entrer.'}
          </p>
          <ChoosePasswordForm
            of={data}
            button="Continuer"
            save={async (password) => {
              const { stage } = await call(acceptInvitation, { body: { secret, password } });
              await goOn(stage);
            }}
          />
        </>
      ) : (
        <>
          <Notice kind="bad">
            <p>{sentenceOf(error)}</p>
          </Notice>
          <p>Demandez à l’administration du guichet de vous renvoyer l’invitation.</p>
          <p>
            <Link to="/connexion">Aller à la connexion</Link>
          </p>
        </>
      )}
    </SignInFrame>
  );
}
