import { formatLongDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { PLATFORM_SHARE_LABELS } from '@guichet/shared/domain/platforms';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import type { PlatformConsentRow } from '../../../reads/platform-consents.ts';

/** The platforms that a member enters with their account, each with the way to take that back. */
export function PlatformConsents({ consents, token }: { consents: readonly PlatformConsentRow[]; token: string }) {
  if (consents.length === 0) {
    return (
      <p className="muted">
        Aucune pour le moment. La première fois que vous ouvrez une plateforme de la fédération avec ce compte, nous
        vous demandons ce qu’elle peut savoir de vous.
      </p>
    );
  }
  return (
    <>
      {consents.map(({ platformId, name, shares, givenAt, consentText, disabledAt }) => (
        <section key={platformId} aria-labelledby={platformId}>
          <h2 id={platformId}>{name}</h2>
          <p>{consentText}</p>
          <p>
            Elle connaît
            {shares.length === 0
              ? ' le fait que vous avez un mandat'
              : ` : ${shares.map((share) => PLATFORM_SHARE_LABELS[share]).join(', ')}`}
            . Accord donné le {formatLongDate(todayInBrussels(givenAt))}.
            {disabledAt !== null && ' Le secrétariat l’a fermée : personne n’y entre plus avec ce compte.'}
          </p>
          <form method="post" action="/plateformes/retirer">
            <CsrfField token={token} />
            <input type="hidden" name="plateforme" value={platformId} />
            <Button kind="quiet">
              Retirer mon accord<span className="visually-hidden"> : {name}</span>
            </Button>
          </form>
        </section>
      ))}
    </>
  );
}
