import type { Issue } from '@guichet/shared/errors/errors';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { Notice } from '@guichet/shared/ui/notice';
import { TextField } from '@guichet/shared/ui/text-field';
import type { Secretariat } from '../reads/list-secretariats.ts';
import { Contact } from './contact.tsx';

export type LostLink = { reference: string; email: string; issues: readonly Issue[] };

export type TrackingHelpPageProps = {
  csrf: string;
  /** A link that no longer works led here. */
  dead?: boolean;
  /** A link was just asked for. */
  asked?: boolean;
  lost?: LostLink | undefined;
  secretariats: readonly Secretariat[];
};

/** Always the same, whether there is such an envoi or not (DESIGN.md §4.11). */
export const LINK_ASKED = 'Si cette référence existe, un lien est parti à l’adresse indiquée.';

/** How to follow a request: the link is in the mail, and who lost it gets it there again. */
export function TrackingHelpPage({ csrf, dead, asked, lost, secretariats }: TrackingHelpPageProps) {
  const issueAt = (path: string) => lost?.issues.find((issue) => issue.path === path)?.message;
  return (
    <>
      <ErrorSummary errors={(lost?.issues ?? []).map(({ path, message }) => ({ id: `f-${path}`, message }))} />
      <h1>{dead ? 'Ce lien ne fonctionne pas' : 'Suivre une demande'}</h1>
      {asked && (
        <Notice kind="ok" role="status" title={LINK_ASKED}>
          <p>
            Regardez dans quelques minutes, aussi dans les courriers indésirables. Vers une adresse qui n’est pas encore
            confirmée, un seul mail part par 24 heures&nbsp;: celui qui a suivi votre envoi contient le même lien.
          </p>
        </Notice>
      )}
      {dead ? (
        <p>
          Il a peut-être été coupé par votre messagerie, ou il est trop ancien. Copiez-le en entier depuis le mail, ou
          demandez un nouveau lien ci-dessous.
        </p>
      ) : (
        <p>
          Après chaque envoi, vous recevez un mail avec une référence de huit caractères et un <b>lien de suivi</b>.
          Ouvrez ce lien&nbsp;: il montre où en est votre demande.
        </p>
      )}
      <h2>Vous n’avez plus le lien&nbsp;?</h2>
      <form method="post" action="/suivi" noValidate>
        <CsrfField token={csrf} />
        <TextField
          id="f-reference"
          name="reference"
          label="Votre référence"
          hint="Huit caractères, par exemple K7M4-P2XA."
          required
          width="medium"
          verbatim
          autoComplete="off"
          defaultValue={lost?.reference}
          error={issueAt('reference')}
        />
        <TextField
          id="f-email"
          name="email"
          type="email"
          inputMode="email"
          label="Votre adresse mail"
          hint="Celle que vous avez indiquée en envoyant la demande."
          required
          autoComplete="email"
          defaultValue={lost?.email}
          error={issueAt('email')}
        />
        <Button>Recevoir le lien</Button>
      </form>
      <h2>Plus de référence non plus&nbsp;?</h2>
      <p>Le secrétariat vous renseigne.</p>
      {secretariats.map((secretariat) => (
        <p key={secretariat.name}>
          <Contact {...secretariat} />
        </p>
      ))}
    </>
  );
}
