import { choosePassword, readPasswordLink } from '@guichet/shared/contracts/session';
import { Notice } from '@guichet/shared/ui/notice';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { LoadingPage } from '../shell/page-states.tsx';
import { ChoosePasswordForm } from './choose-password-form.tsx';
import { useLinkSecret } from './link-secret.ts';
import { SignInFrame } from './sign-in-frame.tsx';

/** Where the link of a forgotten password leads. */
export function NewPasswordPage() {
  const secret = useLinkSecret();
  const navigate = useNavigate();
  const { data, isPending, error } = useQuery({
    queryKey: ['password-link', secret],
    queryFn: ({ signal }) => call(readPasswordLink, { body: { secret } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isPending) return <LoadingPage />;
  return (
    <SignInFrame title="Nouveau mot de passe">
      <h1>Nouveau mot de passe</h1>
      {data ? (
        <>
          <p>
            Pour l’adresse <strong>{data.email}</strong>. Toutes vos sessions ouvertes prendront fin, et votre second
            facteur vous sera demandé comme d’habitude.
          </p>
          <ChoosePasswordForm
            of={data}
            button="Changer le mot de passe"
            save={async (password) => {
              await call(choosePassword, { body: { secret, password } });
              await navigate({ to: '/connexion', search: { fin: 'change' } });
            }}
          />
        </>
      ) : (
        <>
          <Notice kind="bad">
            <p>{sentenceOf(error)}</p>
          </Notice>
          <p>
            <Link to="/mot-de-passe-oublie">Demander un autre lien</Link>
          </p>
        </>
      )}
    </SignInFrame>
  );
}
