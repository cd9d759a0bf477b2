import { BackLink } from '@guichet/shared/ui/back-link';
import { Button, LinkButton } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { TextField } from '@guichet/shared/ui/text-field';
import { DRAFT_DAYS } from '../drafts/draft-store.ts';

export type LaterPageProps = {
  caption: string;
  action: string;
  csrf: string;
  backHref: string;
  email: string;
  error?: string | undefined;
};

/** "Continuer plus tard": where should the link go? */
export function LaterPage({ caption, action, csrf, backHref, email, error }: LaterPageProps) {
  return (
    <>
      <BackLink href={backHref} />
      {error && <ErrorSummary errors={[{ id: 'f-email', message: error }]} />}
      <PageTitle caption={caption}>Continuer plus tard</PageTitle>
      <p className="intro">
        Vos réponses sont gardées {DRAFT_DAYS} jours. Dans ce navigateur, vous les retrouvez depuis l’accueil.
      </p>
      <p>Pour continuer sur un autre appareil, faites-vous envoyer un lien.</p>
      <form method="post" action={action} noValidate>
        <CsrfField token={csrf} />
        <TextField
          id="f-email"
          name="email"
          label="Votre adresse mail"
          type="email"
          autoComplete="email"
          defaultValue={email}
          error={error}
          required
        />
        <div className="buttons">
          <Button>Envoyer le lien</Button>
          <LinkButton kind="quiet" href="/">
            Retour à l’accueil
          </LinkButton>
        </div>
      </form>
    </>
  );
}

/** The same whatever the address. */
export function LinkAskedPage({ caption, continueHref }: { caption: string; continueHref: string }) {
  return (
    <>
      <PageTitle caption={caption}>Vérifiez votre boîte mail</PageTitle>
      <p>Un lien est parti à l’adresse indiquée. Il ramène à vos réponses, sur n’importe quel appareil.</p>
      <p>
        Rien n’arrive&nbsp;? Regardez dans les indésirables. Vers une même adresse, un seul lien part par 24
        heures&nbsp;: un lien reçu plus tôt pour cet envoi fonctionne toujours.
      </p>
      <div className="buttons">
        <LinkButton href={continueHref}>Continuer maintenant</LinkButton>
        <LinkButton kind="quiet" href="/">
          Retour à l’accueil
        </LinkButton>
      </div>
    </>
  );
}

export type OpenPageProps = { title: string; text: string; label: string; action: string; csrf: string };

/** What a link leads to: nothing happens before a person presses the button. */
export function OpenPage({ title, text, label, action, csrf }: OpenPageProps) {
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <p>{text}</p>
      <form method="post" action={action} className="buttons">
        <CsrfField token={csrf} />
        <Button>{label}</Button>
      </form>
    </>
  );
}

/** The link is too old, was used up, or its envoi is gone. */
export function DeadLinkPage({ text }: { text: string }) {
  return (
    <>
      <PageTitle>Ce lien ne fonctionne plus</PageTitle>
      <p>{text}</p>
      <div className="buttons">
        <LinkButton href="/">Aller à l’accueil</LinkButton>
      </div>
    </>
  );
}
