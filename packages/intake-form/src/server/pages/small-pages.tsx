import { Button, LinkButton } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';

/** Asks before an envoi that is being written is thrown away. */
export function ErasePage({ action, csrf, keepHref }: { action: string; csrf: string; keepHref: string }) {
  return (
    <>
      <h1>Effacer vos réponses&nbsp;?</h1>
      <p>
        Elles disparaîtront de ce navigateur. Rien n’a encore été envoyé au secrétariat&nbsp;: il faudra tout
        recommencer.
      </p>
      <form method="post" action={action} className="buttons">
        <CsrfField token={csrf} />
        <Button kind="danger">Effacer</Button>
        <LinkButton kind="quiet" href={keepHref}>
          Garder et continuer
        </LinkButton>
      </form>
    </>
  );
}

export type AlreadySentPageProps = { message: string; receiptHref: string; action: string; csrf: string };

/** The same page was sent before with other answers: nothing is overwritten, and nothing typed is lost. */
export function AlreadySentPage({ message, receiptHref, action, csrf }: AlreadySentPageProps) {
  return (
    <>
      <h1>Cet envoi est déjà parti</h1>
      <p>{message}</p>
      <p>
        <a href={receiptHref}>Voir la référence du premier envoi</a>
      </p>
      <form method="post" action={action} className="buttons">
        <CsrfField token={csrf} />
        <Button>Reprendre ces réponses dans un nouvel envoi</Button>
      </form>
    </>
  );
}
