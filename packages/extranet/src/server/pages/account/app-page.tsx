import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { QrCode } from '@guichet/shared/ui/qr-code';
import { TextField } from '@guichet/shared/ui/text-field';

type Props = { pending: { secret: string; uri: string } | null; token: string; error?: string | undefined };

/** Sets an authenticator app up: begin, then scan or copy, then prove it by a first code. */
export function AppPage({ pending, token, error }: Props) {
  return (
    <>
      <ErrorSummary errors={error === undefined ? [] : [{ id: 'code', message: error }]} />
      <PageTitle>Lier une application de codes</PageTitle>
      {pending ? <FirstCode {...pending} token={token} error={error} /> : <Begin token={token} />}
    </>
  );
}

function Begin({ token }: { token: string }) {
  return (
    <>
      <p>
        Une application de codes, sur votre téléphone, montre six chiffres qui changent sans cesse. Ils vous seront
        demandés après votre mot de passe, ou après un lien de connexion : qui connaît votre mot de passe n’entre pas
        sans votre téléphone.
      </p>
      <form method="post" action="/compte/application">
        <CsrfField token={token} />
        <div className="buttons">
          <Button>Commencer</Button>
          <a href="/compte">Annuler</a>
        </div>
      </form>
    </>
  );
}

function FirstCode({
  secret,
  uri,
  token,
  error,
}: NonNullable<Props['pending']> & { token: string; error: string | undefined }) {
  return (
    <form method="post" action="/compte/application/code" noValidate>
      <CsrfField token={token} />
      <ol className="steps">
        <li>Ouvrez une application de codes sur votre téléphone, et choisissez d’y ajouter un compte.</li>
        <li>
          Photographiez ce carré :
          <QrCode text={uri} label="Carré à photographier avec l’application de codes" />
          ou recopiez cette clé : <code className="secret">{secret.replaceAll(/.{4}(?=.)/g, '$& ')}</code>
        </li>
        <li>Écrivez ici les six chiffres que l’application montre.</li>
      </ol>
      <TextField
        id="code"
        name="code"
        label="Premier code"
        required
        verbatim
        width="short"
        inputMode="numeric"
        autoComplete="one-time-code"
        error={error}
      />
      <div className="buttons">
        <Button>Lier l’application</Button>
        <a href="/compte">Annuler</a>
      </div>
    </form>
  );
}
