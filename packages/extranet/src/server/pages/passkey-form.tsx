import { Button, type ButtonKind } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import type { ReactNode } from 'react';

export type PasskeyFormProps = {
  /** Make a new one, or show one that the device has. */
  act: 'make' | 'show';
  action: string;
  /** Where the script gets what the device needs. */
  optionsPath: string;
  token: string;
  submit: string;
  kind?: ButtonKind | undefined;
  returnTo?: string | undefined;
  children?: ReactNode;
};

/** The form that a device's answer leaves with. Its script shows it, and takes away the sentence that says why it is not there. */
export function PasskeyForm({ act, action, optionsPath, token, submit, kind, returnTo, children }: PasskeyFormProps) {
  return (
    <>
      <form method="post" action={action} noValidate hidden data-passkey={act} data-options={optionsPath}>
        <CsrfField token={token} />
        {returnTo !== undefined && <input type="hidden" name="retour" value={returnTo} />}
        <input type="hidden" name="response" />
        {children}
        <p className="field-error" role="alert" data-problem="" />
        <div className="buttons">
          <Button kind={kind}>{submit}</Button>
        </div>
      </form>
      <p className="muted" data-without-script="">
        Les clés d’accès demandent JavaScript, que votre navigateur n’exécute pas ici. Tout le reste fonctionne sans.
      </p>
    </>
  );
}
