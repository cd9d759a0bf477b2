import { Button, LinkButton } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';

/** Asks before an envoi that is being written is thrown away. */
export function ErasePage({ action, csrf, keepHref }: { action: string; csrf: string; keepHref: string }) {
  return (
    <>
      <h1>Effacer vos réponses&nbsp;?</h1>
      <p>
        Elles disparaîtront pour de bon, de ce navigateur et de nos serveurs. Rien n’a encore été envoyé au
        secrétariat&nbsp;: il faudra tout recommencer.
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

export type AlreadySentPageProps = {
  receiptHref: string;
  /** The other answers are still there: they can leave by themselves. */
  resume?: { action: string; csrf: string } | undefined;
};

/** The same page was sent before with other answers: nothing is overwritten. */
export function AlreadySentPage({ receiptHref, resume }: AlreadySentPageProps) {
  return (
    <>
      <h1>Cet envoi est déjà parti</h1>
      <p>
        Il est parti depuis un autre onglet, avec d’autres réponses que celles de cette page. Ce que vous venez d’écrire
        ici n’a pas été envoyé.
      </p>
      <p>
        <a href={receiptHref}>Voir la référence de cet envoi</a>
      </p>
      {resume ? (
        <form method="post" action={resume.action} className="buttons">
          <CsrfField token={resume.csrf} />
          <Button>Reprendre ces réponses dans un nouvel envoi</Button>
        </form>
      ) : (
        <p>
          Il manquait quelque chose&nbsp;? <a href="/">Commencez un nouvel envoi</a>
        </p>
      )}
    </>
  );
}
