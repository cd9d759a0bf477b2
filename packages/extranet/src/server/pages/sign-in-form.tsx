import { SIGN_IN_REFUSED } from '@guichet/shared/auth/sign-in';
import { Button, LinkButton } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { type FieldError, ErrorSummary } from '@guichet/shared/ui/error-summary';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { TextField } from '@guichet/shared/ui/text-field';
import { PasskeyForm } from './passkey-form.tsx';

export type SignInFormProps = {
  token: string;
  email: string;
  returnTo: string;
  /** Where one is, in the secretariat's words. */
  welcome: string;
  errors: FieldError[];
  /** What was shown and refused. No field is marked: of address and password, nobody knows which one it is. */
  refused?: 'password' | 'passkey' | undefined;
  /** What just happened: signed out, password replaced... */
  message?: string | undefined;
};

const REFUSED = {
  password: `${SIGN_IN_REFUSED} Vérifiez les deux, puis réessayez.`,
  passkey: 'Cette clé d’accès n’a pas été acceptée. Réessayez, ou connectez-vous autrement.',
};

export function SignInForm({ token, welcome, email, returnTo, errors, refused, message }: SignInFormProps) {
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message;
  return (
    <>
      {refused ? (
        <ErrorSummary title="Connexion refusée" errors={[{ id: 'email', message: REFUSED[refused] }]} />
      ) : (
        <ErrorSummary errors={errors} />
      )}
      {message && (
        <Notice kind="ok" role="status">
          <p>{message}</p>
        </Notice>
      )}
      <PageTitle caption={welcome}>Connexion</PageTitle>
      <form method="post" action="/connexion" noValidate>
        <CsrfField token={token} />
        <input type="hidden" name="retour" value={returnTo} />
        <TextField
          id="email"
          name="email"
          type="email"
          label="Adresse e-mail"
          defaultValue={email}
          error={errorOf('email')}
          required
          autoComplete="username"
        />
        <TextField
          id="password"
          name="password"
          type="password"
          label="Mot de passe"
          error={errorOf('password')}
          required
          verbatim
          autoComplete="current-password"
          inputProps={{ 'data-reveal': '' } as object}
        />
        <div className="buttons">
          <Button>Se connecter</Button>
          <a href="/mot-de-passe-oublie">Mot de passe oublié ?</a>
        </div>
      </form>
      <h2>Sans mot de passe</h2>
      <p>
        <LinkButton kind="quiet" href={linkPath(returnTo)}>
          Recevoir un lien de connexion
        </LinkButton>
      </p>
      <PasskeyForm
        act="show"
        action="/connexion/cle"
        optionsPath="/connexion/cle/demande"
        token={token}
        returnTo={returnTo}
        submit="Utiliser une clé d’accès"
        kind="quiet"
      />
      <h2>Première connexion ?</h2>
      <p>
        Votre compte s’ouvre avec le lien du mail d’activation, que vous recevez quand le secrétariat enregistre votre
        mandat. Ce mail est perdu ? <a href="/mot-de-passe-oublie">Demandez un nouveau lien</a>.
      </p>
    </>
  );
}

function linkPath(returnTo: string): string {
  return returnTo === '/' ? '/connexion/lien' : `/connexion/lien?retour=${encodeURIComponent(returnTo)}`;
}
