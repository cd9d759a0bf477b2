import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { TextField } from '@guichet/shared/ui/text-field';

export type CodeKind = 'app' | 'recovery';

export type CodeFormProps = {
  kind: CodeKind;
  action: string;
  otherPaths: Record<CodeKind, string>;
  token: string;
  returnTo: string;
  error?: string | undefined;
};

/** The second step of a sign-in, for who has set an app up. */
export function CodeForm({ kind, action, otherPaths, token, returnTo, error }: CodeFormProps) {
  const isApp = kind === 'app';
  const back = returnTo === '/' ? '' : `?retour=${encodeURIComponent(returnTo)}`;
  return (
    <>
      <ErrorSummary errors={error === undefined ? [] : [{ id: 'code', message: error }]} />
      <PageTitle caption="Connexion, deuxième étape">{isApp ? 'Votre code' : 'Code de secours'}</PageTitle>
      <p>
        {isApp
          ? 'Ouvrez votre application de codes et recopiez les six chiffres qu’elle montre pour l’extranet.'
          : 'Écrivez un des codes que vous avez gardés hors de cet appareil. Chacun sert une fois.'}
      </p>
      <form method="post" action={action} noValidate>
        <CsrfField token={token} />
        <input type="hidden" name="retour" value={returnTo} />
        <TextField
          id="code"
          name="code"
          label={isApp ? 'Code à six chiffres' : 'Code de secours'}
          required
          verbatim
          width={isApp ? 'short' : 'medium'}
          inputMode={isApp ? 'numeric' : undefined}
          autoComplete={isApp ? 'one-time-code' : 'off'}
          error={error}
        />
        <div className="buttons">
          <Button>Continuer</Button>
          <a href={`${otherPaths[isApp ? 'recovery' : 'app']}${back}`}>
            {isApp ? 'Utiliser un code de secours' : 'Utiliser l’application'}
          </a>
        </div>
      </form>
      <h2>Ni téléphone, ni codes ?</h2>
      <p>Une clé d’accès ouvre sans code ; sinon, écrivez au secrétariat, dont l’adresse est au bas de cette page.</p>
      <form method="post" action="/deconnexion">
        <CsrfField token={token} />
        <Button kind="plain">Abandonner cette connexion</Button>
      </form>
    </>
  );
}
