import type { PasskeyView } from '@guichet/shared/contracts/own-account';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { TextField } from '@guichet/shared/ui/text-field';

type Props = { passkey: PasskeyView; token: string; error?: string | undefined };

export function PasskeyName({ passkey, token, error }: Props) {
  return (
    <>
      <ErrorSummary errors={error === undefined ? [] : [{ id: 'name', message: error }]} />
      <PageTitle>Renommer la clé d’accès</PageTitle>
      <form method="post" action={`/compte/cles/${passkey.id}/nom`} noValidate>
        <CsrfField token={token} />
        <TextField
          id="name"
          name="name"
          label="Nom de cette clé"
          defaultValue={passkey.name}
          required
          autoComplete="off"
          error={error}
        />
        <div className="buttons">
          <Button>Enregistrer</Button>
          <a href="/compte">Annuler</a>
        </div>
      </form>
    </>
  );
}
