import { OPT_OUT_WAYS } from '@guichet/shared/domain/mailings/opt-out-ways';
import type { MailingWish } from '@guichet/shared/reads/mailings/list-mailing-wishes';
import { Button } from '@guichet/shared/ui/button';
import { Checkbox } from '@guichet/shared/ui/checkbox-group';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { sayDay } from './mailing-list.tsx';

type Props = { wishes: readonly MailingWish[]; token: string; saved: boolean };

/** Each kind of mailing: whether it comes, or why it comes in any case. */
export function PreferencesPage({ wishes, token, saved }: Props) {
  return (
    <>
      {saved && (
        <Notice kind="ok" role="status">
          <p>Vos choix sont enregistrés. Ils valent pour les prochains courriers.</p>
        </Notice>
      )}
      <PageTitle caption="Courriers">Ce que je reçois</PageTitle>
      <p>Les courriers arrivent à votre adresse mail. Tous restent lisibles dans « Courriers », reçus ou non.</p>
      <form method="post" action="/courriers/preferences">
        <CsrfField token={token} />
        <fieldset className="field letter-kinds">
          <legend>Les courriers que je veux recevoir</legend>
          {wishes
            .filter(({ kept }) => kept === null)
            .map(({ kind, label, explanation, wanted, left }) => (
              <Checkbox
                key={kind}
                id={kind}
                name={kind}
                value="oui"
                label={label}
                hint={left ? `${explanation} ${sayLeft(left)}` : explanation}
                defaultChecked={wanted}
              />
            ))}
        </fieldset>
        <p>
          <Button>Enregistrer mes choix</Button>
        </p>
      </form>
      <h2>Ce qui vous parvient toujours</h2>
      <dl className="letter-kept">
        {wishes.map(
          ({ kind, label, explanation, kept }) =>
            kept !== null && (
              <div key={kind}>
                <dt>{label}</dt>
                <dd>{explanation}</dd>
                <dd className="muted">{kept}</dd>
              </div>
            ),
        )}
      </dl>
      <p className="muted">
        Les mails qui concernent votre compte et vos demandes n’en font pas partie : ils partent toujours.
      </p>
    </>
  );
}

function sayLeft({ at, via }: NonNullable<MailingWish['left']>): string {
  return `Vous n’en recevez plus depuis le ${sayDay(at)}, ${OPT_OUT_WAYS[via].toPerson}.`;
}
