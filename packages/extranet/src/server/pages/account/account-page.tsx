import { Button, LinkButton } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { OpenAddressChange, OwnSignInView } from '../../../reads/read-own-sign-in.ts';
import { FactorSections } from './factor-sections.tsx';
import { SessionSections } from './session-sections.tsx';

export type AccountPageProps = OwnSignInView & { token: string; message?: string | undefined };

/** How the member signs in, and from where. */
export function AccountPage({ account, signIns, change, token, message }: AccountPageProps) {
  return (
    <>
      {message && (
        <Notice kind="ok" role="status">
          <p>{message}</p>
        </Notice>
      )}
      <PageTitle caption={account.name}>Mon compte</PageTitle>
      <section aria-labelledby="adresse">
        <h2 id="adresse">Adresse e-mail</h2>
        <p>
          Vous vous connectez avec <strong className="address">{account.email}</strong>.
        </p>
        {change && <AddressChange change={change} token={token} />}
        <p>
          <LinkButton kind="quiet" href="/compte/adresse">
            Changer d’adresse
          </LinkButton>
        </p>
      </section>
      <section aria-labelledby="mot-de-passe">
        <h2 id="mot-de-passe">Mot de passe</h2>
        <p>Quand vous en changez, vos autres connexions se ferment.</p>
        <p>
          <LinkButton kind="quiet" href="/compte/mot-de-passe">
            Changer de mot de passe
          </LinkButton>
        </p>
      </section>
      <FactorSections account={account} token={token} />
      <SessionSections sessions={account.sessions} signIns={signIns} token={token} />
    </>
  );
}

function AddressChange({ change, token }: { change: OpenAddressChange; token: string }) {
  const missing = [
    ...(change.presentConfirmed ? [] : ['dans le message reçu à votre adresse actuelle']),
    ...(change.newConfirmed ? [] : ['dans le message reçu à la nouvelle']),
  ];
  return (
    <Notice title={`Changement demandé : ${change.wanted}`}>
      <p>
        {missing.length === 0
          ? 'Les deux adresses sont confirmées : le changement se fait d’ici une minute.'
          : `Il reste à confirmer ${missing.join(', et ')}.`}
      </p>
      {missing.length > 0 && (
        <form method="post" action="/compte/adresse/abandonner">
          <CsrfField token={token} />
          <Button kind="quiet" small>
            Abandonner ce changement
          </Button>
        </form>
      )}
    </Notice>
  );
}
