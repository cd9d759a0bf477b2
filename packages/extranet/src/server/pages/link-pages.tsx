import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { ReactNode } from 'react';

export type LinkStepProps = {
  title: string;
  action: string;
  token: string;
  submit: string;
  children: ReactNode;
};

/** What a link in a mail opens: an explanation and a button. Opening it does nothing, whoever opens it. */
export function LinkStep({ title, action, token, submit, children }: LinkStepProps) {
  return (
    <>
      <PageTitle>{title}</PageTitle>
      {children}
      <form method="post" action={action}>
        <CsrfField token={token} />
        <div className="buttons">
          <Button>{submit}</Button>
        </div>
      </form>
    </>
  );
}

/** The same page for a link that was used, replaced, too old or never existed. */
export function DeadLink({ action, token, submit }: { action: string; token: string; submit: string }) {
  return (
    <>
      <PageTitle>Ce lien ne fonctionne plus</PageTitle>
      <p>
        Il a peut-être déjà servi, un lien plus récent l’a remplacé, ou il est trop ancien. Ce n’est pas grave : vous
        pouvez en recevoir un nouveau.
      </p>
      <form method="post" action={action}>
        <CsrfField token={token} />
        <div className="buttons">
          <Button>{submit}</Button>
          <a href="/connexion">Me connecter</a>
        </div>
      </form>
    </>
  );
}

/** How long the link that was asked for lives is for its secretariat to choose; and what comes in its place. */
export const LINK_ASKED =
  'Il sert une fois, et vite : son mail dit jusqu’à quand. Un compte qui n’est pas encore activé reçoit un nouveau lien d’activation, au plus tôt le premier jour du mandat.';

/** The answer to whoever asks for a mail: the same words whatever was done. */
export function MailAsked({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <PageTitle>{title}</PageTitle>
      {children}
      <p>
        Rien reçu après dix minutes ? Regardez dans les courriers indésirables, puis demandez de l’aide au secrétariat :
        il voit si le message est bien parti.
      </p>
      <p>
        <a href="/connexion">Retour à la connexion</a>
      </p>
    </>
  );
}
