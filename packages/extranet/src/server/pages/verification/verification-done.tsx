import { LinkButton } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';

/** The answer was written down, now or before. */
export function VerificationDone({
  name,
  confirmed,
  changeUrl,
}: {
  name: string;
  confirmed: string;
  changeUrl: string;
}) {
  return (
    <>
      <PageTitle caption={name}>Merci</PageTitle>
      <Notice kind="ok" title="Le dossier est confirmé">
        <p>Confirmé {confirmed}. Vous n’avez plus rien à faire cette année.</p>
      </Notice>
      <p>Quelque chose change plus tard ? Signalez-le quand vous voulez, sans attendre la prochaine vérification.</p>
      <p>
        <LinkButton kind="quiet" href={changeUrl}>
          Signaler un changement
        </LinkButton>
      </p>
    </>
  );
}

/** The same for a link that is too old, of nobody, or of somebody who left the office: nothing tells which. */
export function VerificationGone() {
  return (
    <>
      <PageTitle>Ce lien ne fonctionne plus</PageTitle>
      <p>
        Il est trop ancien, ou un autre membre répond maintenant pour le PO. Ce n’est pas grave : le secrétariat, dont
        les coordonnées sont au bas de cette page, peut en envoyer un autre.
      </p>
      <p>
        Si vous avez un compte, vous pouvez aussi confirmer le dossier <a href="/dossier">dans l’extranet</a>.
      </p>
    </>
  );
}
