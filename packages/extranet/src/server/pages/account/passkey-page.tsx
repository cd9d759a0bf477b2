import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { TextField } from '@guichet/shared/ui/text-field';
import { PasskeyForm } from '../passkey-form.tsx';

/** A new passkey, under a name by which it is found again. */
export function PasskeyPage({ token, error }: { token: string; error?: string | undefined }) {
  return (
    <>
      <ErrorSummary errors={error === undefined ? [] : [{ id: 'name', message: error }]} />
      <PageTitle>Ajouter une clé d’accès</PageTitle>
      <p>
        Avec une clé d’accès, votre empreinte, votre visage ou le code de votre appareil suffit pour vous connecter : ni
        mot de passe à retenir, ni code à recopier.
      </p>
      <PasskeyForm
        act="make"
        action="/compte/cles"
        optionsPath="/compte/cles/demande"
        token={token}
        submit="Créer la clé sur cet appareil"
      >
        <TextField
          id="name"
          name="name"
          label="Nom de cette clé"
          hint="Pour la reconnaître plus tard : « Mon téléphone », « Ordinateur de la maison »."
          required
          autoComplete="off"
          error={error}
        />
      </PasskeyForm>
      <p className="after-form">
        <a href="/compte">Annuler</a>
      </p>
    </>
  );
}
