import { Button, LinkButton } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';

export type WithdrawPageProps = { title: string; action: string; backHref: string; csrf: string };

/** Asks before a request is taken back. */
export function WithdrawPage({ title, action, backHref, csrf }: WithdrawPageProps) {
  return (
    <>
      <h1>Retirer cette demande&nbsp;?</h1>
      <p>
        <b>{title}</b>
      </p>
      <p>
        Le secrétariat ne la traitera pas, et rien ne changera dans la base de données. Vous pourrez toujours faire une
        nouvelle demande.
      </p>
      <form method="post" action={action} className="buttons">
        <CsrfField token={csrf} />
        <Button kind="danger">Retirer ma demande</Button>
        <LinkButton kind="quiet" href={backHref}>
          Garder la demande
        </LinkButton>
      </form>
    </>
  );
}

/** Somebody was quicker: it is approved, or over. */
export function TooLatePage({ backHref }: { backHref: string }) {
  return (
    <>
      <h1>C’est trop tard pour la retirer</h1>
      <p>
        Le secrétariat a déjà décidé. Si le changement ne doit plus se faire, contactez-le ou faites une nouvelle
        demande.
      </p>
      <p>
        <LinkButton href={backHref}>Voir où en est ma demande</LinkButton>
      </p>
    </>
  );
}
