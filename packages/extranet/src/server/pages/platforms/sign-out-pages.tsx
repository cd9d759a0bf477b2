import { de } from '@guichet/shared/domain/elision';
import { Button, LinkButton } from '@guichet/shared/ui/button';
import { PageTitle } from '@guichet/shared/ui/page-title';

export type SignOutPageProps = { action: string; secret: string; platform: string | null };

/** A platform signs somebody out: from it alone, or from the extranet too. */
export function SignOutPage({ action, secret, platform }: SignOutPageProps) {
  return (
    <>
      <PageTitle>Se déconnecter</PageTitle>
      <p>
        {platform === null ? 'Une plateforme' : platform} demande votre déconnexion. Sur un ordinateur partagé,
        déconnectez-vous aussi de l’extranet : sinon, la personne suivante s’y trouverait à votre place.
      </p>
      <form method="post" action={action}>
        <input type="hidden" name="xsrf" value={secret} />
        <div className="buttons">
          <Button name="logout" value="yes">
            Me déconnecter de l’extranet aussi
          </Button>
          <Button kind="quiet">{platform === null ? 'Rester connecté·e' : `Seulement ${de(platform)}`}</Button>
        </div>
      </form>
    </>
  );
}

export function SignedOutPage() {
  return (
    <>
      <PageTitle>C’est fait</PageTitle>
      <p>La plateforme ne peut plus rien demander en votre nom. Vous pouvez fermer cette page.</p>
      <p>
        <LinkButton href="/">Aller à l’extranet</LinkButton>
      </p>
    </>
  );
}
