import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '@guichet/shared/domain/password-length';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { TextField } from '@guichet/shared/ui/text-field';

export type PasswordFormProps = {
  title: string;
  action: string;
  token: string;
  submit: string;
  /** Shown on the page before this one, so that it may be told while typing that it is no password. */
  firstName: string;
  /** Why the last one was refused. It is not shown again: a password never comes back in a page. */
  error?: string | undefined;
};

/** One field, no second one to repeat it: it can be shown, and it can be replaced. */
export function PasswordForm({ title, action, token, submit, firstName, error }: PasswordFormProps) {
  return (
    <>
      <ErrorSummary errors={error === undefined ? [] : [{ id: 'password', message: error }]} />
      <PageTitle>{title}</PageTitle>
      <p>
        Prenez une phrase que vous retenez sans peine : quatre ou cinq mots qui n’ont rien à voir entre eux, par
        exemple. Majuscules, chiffres et signes ne sont pas obligatoires, et vous pouvez coller un mot de passe gardé
        ailleurs.
      </p>
      <form method="post" action={action} noValidate>
        <CsrfField token={token} />
        <TextField
          id="password"
          name="password"
          type="password"
          label="Votre nouveau mot de passe"
          hint={`Au moins ${MIN_PASSWORD_LENGTH} caractères, espaces compris. Ni votre nom, ni votre adresse e-mail, ni le nom de votre PO.`}
          error={error}
          required
          verbatim
          autoComplete="new-password"
          inputProps={{ 'data-reveal': '', 'data-advice': firstName, maxLength: 4 * MAX_PASSWORD_LENGTH } as object}
        />
        <div className="buttons">
          <Button>{submit}</Button>
        </div>
      </form>
    </>
  );
}
