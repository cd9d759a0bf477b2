import { MAILING_KINDS, type MailingKind } from '@guichet/shared/domain/mailings/mailing-kinds';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';

type Standing = { kind: MailingKind; left: boolean; done: 'left' | 'back' | null };

/** The title of the page, on it and in the browser's tab. */
export function unsubscribeTitle({ kind, left, done }: Standing): string {
  if (!MAILING_KINDS[kind].leaving.may) return 'Ce courrier vous parvient toujours';
  if (left) return 'Vous ne recevrez plus ces courriers';
  return done === 'back' ? 'Vous recevrez de nouveau ces courriers' : 'Ne plus recevoir ces courriers';
}

/** Looked at by whoever opens the link, people and scanners: nothing happens before the button is pressed. */
export function UnsubscribePage({ action, ...standing }: Standing & { action: string }) {
  const { kind, left, done } = standing;
  const { label, explanation, leaving } = MAILING_KINDS[kind];
  const title = <PageTitle>{unsubscribeTitle(standing)}</PageTitle>;
  if (!leaving.may) {
    return (
      <>
        {title}
        <p>{leaving.why}</p>
        <p>
          Vous n’exercez plus ce rôle ? Dites-le au secrétariat, dont les coordonnées sont au bas de cette page. Les
          courriers que vous pouvez quitter sont dans <OwnWishes />.
        </p>
      </>
    );
  }
  if (left) {
    return (
      <>
        {title}
        <Notice kind="ok" title={label} role={done === 'left' ? 'status' : undefined}>
          <p>{explanation} Plus aucun courrier de ce genre ne vous est envoyé par mail.</p>
        </Notice>
        <p>
          Les courriers sur les obligations de votre PO et la tenue de la base de données vous parviennent toujours :
          votre rôle le demande. Tout reste lisible dans <a href="/courriers">l’extranet</a>.
        </p>
        <h2>Vous avez changé d’avis ?</h2>
        <form method="post" action={action}>
          <Button kind="quiet" name="revenir" value="oui">
            Recevoir de nouveau ces courriers
          </Button>
        </form>
        <p className="muted letter-later">
          Plus tard, vous pourrez revenir par <OwnWishes />.
        </p>
      </>
    );
  }
  return (
    <>
      {title}
      {done === 'back' ? (
        <Notice kind="ok" title={label} role="status">
          <p>{explanation} Les prochains courriers de ce genre vous seront envoyés.</p>
        </Notice>
      ) : (
        <p>
          <strong>{label}</strong> : {explanation}
        </p>
      )}
      <form method="post" action={action}>
        <Button kind={done === 'back' ? 'quiet' : 'main'} name="quitter" value="oui">
          Ne plus recevoir ces courriers
        </Button>
      </form>
      <p className="muted letter-later">
        Ce choix porte sur ce genre de courrier seulement. Les autres se règlent dans <OwnWishes />.
      </p>
    </>
  );
}

/** The same for a link that was never ours, and for one whose mail is forgotten. */
export function UnsubscribeGone() {
  return (
    <>
      <PageTitle>Ce lien ne fonctionne plus</PageTitle>
      <p>Il est incomplet ou trop ancien : rien n’a changé.</p>
      <p>
        Utilisez le lien d’un courrier plus récent, ou réglez ce que vous recevez dans <OwnWishes />. Le secrétariat,
        dont les coordonnées sont au bas de cette page, peut aussi le faire pour vous.
      </p>
    </>
  );
}

function OwnWishes() {
  return <a href="/courriers/preferences">vos préférences dans l’extranet</a>;
}
