import { MAILING_KINDS, type MailingKind } from '@guichet/shared/domain/mailings/mailing-kinds';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';

type Shown = { kind: MailingKind; left: boolean; action: string };

/** Looked at by whoever opens the link, people and scanners: nothing happens before the button is pressed. */
export function UnsubscribePage({ kind, left, action, done }: Shown & { done: 'left' | 'back' | null }) {
  const { label, explanation, leaving } = MAILING_KINDS[kind];
  if (!leaving.may) {
    return (
      <>
        <PageTitle>Ce courrier vous parvient toujours</PageTitle>
        <p>{leaving.why}</p>
        <p>Vous n’exercez plus ce rôle ? Dites-le au secrétariat, dont les coordonnées sont au bas de cette page.</p>
      </>
    );
  }
  if (left) {
    return (
      <>
        <PageTitle>Vous ne recevrez plus ces courriers</PageTitle>
        <Notice kind="ok" title={label} role={done === 'left' ? 'status' : undefined}>
          <p>{explanation} Plus aucun courrier de ce genre ne vous est envoyé par mail.</p>
        </Notice>
        <p>
          Les courriers sur les obligations de votre PO et la tenue de la base de données vous parviennent toujours :
          votre rôle le demande. Tout reste lisible dans <a href="/courriers">l’extranet</a>.
        </p>
        <form method="post" action={action}>
          <p>Vous avez changé d’avis ?</p>
          <Button kind="quiet" name="revenir" value="oui">
            Recevoir de nouveau ces courriers
          </Button>
        </form>
        <p>
          Plus tard, vous pourrez revenir par <a href="/courriers/preferences">vos préférences dans l’extranet</a>.
        </p>
      </>
    );
  }
  return (
    <>
      <PageTitle>
        {done === 'back' ? 'Vous recevrez de nouveau ces courriers' : 'Ne plus recevoir ces courriers'}
      </PageTitle>
      <p>
        <strong>{label}</strong> : {explanation}
      </p>
      <form method="post" action={action}>
        <Button kind={done === 'back' ? 'quiet' : 'main'} name="quitter" value="oui">
          Ne plus recevoir ces courriers
        </Button>
      </form>
      <p className="muted">
        Ce choix porte sur ce genre de courrier seulement. Les autres se règlent dans{' '}
        <a href="/courriers/preferences">vos préférences dans l’extranet</a>.
      </p>
    </>
  );
}

/** The same for a link that was never ours, and for one whose mail is forgotten. */
export function UnsubscribeGone() {
  return (
    <>
      <PageTitle>Ce lien ne fonctionne plus</PageTitle>
      <p>
        Il est incomplet ou trop ancien. Utilisez celui d’un courrier plus récent, ou réglez ce que vous recevez dans{' '}
        <a href="/courriers/preferences">vos préférences dans l’extranet</a>. Le secrétariat, dont les coordonnées sont
        au bas de cette page, peut aussi le faire pour vous.
      </p>
    </>
  );
}
