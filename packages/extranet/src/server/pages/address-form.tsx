import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { TextField } from '@guichet/shared/ui/text-field';
import type { ReactNode } from 'react';

export type AddressFormProps = {
  title: string;
  action: string;
  token: string;
  submit: string;
  email: string;
  label?: string | undefined;
  error?: string | undefined;
  returnTo?: string | undefined;
  /** Where "back" leads, and what it is called. */
  back?: { href: string; label: string } | undefined;
  autoComplete?: 'username' | 'email' | undefined;
  children: ReactNode;
};

/** One address of mail, to which something will be sent. */
export function AddressForm(props: AddressFormProps) {
  const { title, action, token, submit, email, error, returnTo, children, autoComplete = 'username' } = props;
  const { label = 'Adresse e-mail', back = { href: '/connexion', label: 'Retour à la connexion' } } = props;
  return (
    <>
      <ErrorSummary errors={error === undefined ? [] : [{ id: 'email', message: error }]} />
      <PageTitle>{title}</PageTitle>
      {children}
      <form method="post" action={action} noValidate>
        <CsrfField token={token} />
        {returnTo !== undefined && <input type="hidden" name="retour" value={returnTo} />}
        <TextField
          id="email"
          name="email"
          type="email"
          label={label}
          defaultValue={email}
          error={error}
          required
          autoComplete={autoComplete}
        />
        <div className="buttons">
          <Button>{submit}</Button>
          <a href={back.href}>{back.label}</a>
        </div>
      </form>
    </>
  );
}
