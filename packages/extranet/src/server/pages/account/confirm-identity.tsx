import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { TextField } from '@guichet/shared/ui/text-field';
import { PasskeyForm } from '../passkey-form.tsx';

type Props = { token: string; email: string; returnTo: string; refused?: string | undefined };

/** A session may have been left open on a shared computer: what protects the account asks who is there. */
export function ConfirmIdentity({ token, email, returnTo, refused }: Props) {
  return (
    <>
      <ErrorSummary errors={refused === undefined ? [] : [{ id: 'password', message: refused }]} />
      <PageTitle>Confirmez que c’est vous</PageTitle>
      <p>Ce qui suit protège votre compte : donnez encore une fois votre mot de passe. C’est bon pour dix minutes.</p>
      <form method="post" action="/compte/confirmer" noValidate>
        <CsrfField token={token} />
        <input type="hidden" name="retour" value={returnTo} />
        {/* For password managers, which ask themselves whose password it is. */}
        <input type="email" name="email" defaultValue={email} autoComplete="username" hidden readOnly />
        <TextField
          id="password"
          name="password"
          type="password"
          label="Votre mot de passe"
          error={refused}
          required
          verbatim
          autoComplete="current-password"
          inputProps={{ 'data-reveal': '' } as object}
        />
        <div className="buttons">
          <Button>Continuer</Button>
          <a href="/compte">Annuler</a>
        </div>
      </form>
      <div className="or">
        <PasskeyForm
          act="show"
          action="/compte/confirmer/cle"
          optionsPath="/compte/confirmer/demande"
          token={token}
          returnTo={returnTo}
          submit="Utiliser une clé d’accès"
          kind="quiet"
        />
      </div>
    </>
  );
}
