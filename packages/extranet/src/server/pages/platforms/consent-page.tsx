import { type PlatformShare } from '@guichet/shared/domain/platforms';
import { ROLE_LABELS, type Role } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { MemberClaims } from '../../openid/member-claims.ts';
import { OpeningRoles, sayMissing } from '../opening-roles.tsx';

export type ConsentPageProps = {
  token: string;
  uid: string;
  platform: { name: string; consentText: string; consentVersion: number; shares: readonly PlatformShare[] };
  claims: MemberClaims;
};

/** Asked once: what the platform is for, and what it will be told, with the member's own values. */
export function ConsentPage({ token, uid, platform, claims }: ConsentPageProps) {
  return (
    <>
      <PageTitle>Ouvrir {platform.name} avec votre compte ?</PageTitle>
      {platform.consentText.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <h2>Ce que {platform.name} saura de vous</h2>
      <ul>
        {platform.shares.length === 0 && <li>que vous avez un mandat dans un PO, et rien d’autre</li>}
        {platform.shares.includes('profile') && <li>votre nom : {claims.name}</li>}
        {platform.shares.includes('email') && <li>votre adresse e-mail : {claims.email}</li>}
        {platform.shares.includes('roles') &&
          claims.pos.map((po) => (
            <li key={po.fase}>
              votre mandat dans {`${po.name} (FASE ${po.fase})`}
              {po.roles.length > 0 && ` : ${po.roles.map((role) => ROLE_LABELS[role]).join(', ')}`}
            </li>
          ))}
      </ul>
      <p>
        Votre mot de passe ne lui est jamais donné. La question ne revient pas à chaque fois, et vous pouvez retirer
        votre accord quand vous voulez, à la page <a href="/plateformes">Plateformes</a>.
      </p>
      <form method="post" action={`/plateforme/${uid}`}>
        <CsrfField token={token} />
        <input type="hidden" name="version" value={platform.consentVersion} />
        <div className="buttons">
          <Button name="choix" value="accepter">
            Continuer vers {platform.name}
          </Button>
          <Button name="choix" value="refuser" kind="plain">
            Ne pas continuer
          </Button>
        </div>
      </form>
    </>
  );
}

export type RefusedPageProps = { token: string; uid: string; name: string; roles: readonly Role[]; askUrl: string };

/** Says which role opens the platform, as a resource of the extranet does. */
export function RefusedPage({ token, uid, name, roles, askUrl }: RefusedPageProps) {
  const { none, ifHeld } = sayMissing(roles);
  return (
    <>
      <PageTitle>Vos rôles n’ouvrent pas {name}</PageTitle>
      <p>
        {name} s’ouvre <OpeningRoles roles={roles} /> {none}
      </p>
      <p>
        {ifHeld}, c’est que le secrétariat ne le sait pas encore : <a href={askUrl}>signalez le changement</a>, ou
        demandez à la personne qui préside votre PO de le faire.
      </p>
      <form method="post" action={`/plateforme/${uid}`}>
        <CsrfField token={token} />
        <div className="buttons">
          <Button name="choix" value="refuser" kind="quiet">
            Revenir à {name}
          </Button>
          <a href="/">Aller à l’extranet</a>
        </div>
      </form>
    </>
  );
}

/** A platform wants to be sure who is there: the session that is open does not count. */
export function SignInAgainPage({ token, uid, name }: { token: string; uid: string; name: string }) {
  return (
    <>
      <PageTitle>Identifiez-vous à nouveau</PageTitle>
      <p>{name} veut être sûr que c’est vous : votre connexion en cours ne suffit pas.</p>
      <form method="post" action={`/plateforme/${uid}`}>
        <CsrfField token={token} />
        <div className="buttons">
          <Button name="choix" value="identifier">
            M’identifier
          </Button>
          <Button name="choix" value="refuser" kind="plain">
            Ne pas continuer
          </Button>
        </div>
      </form>
    </>
  );
}

/** Between signing in and the platform. Browsers hold the way of a form against other sites; a page of its own ends it. */
export function OnTheWayPage({ href, name }: { href: string; name: string }) {
  return (
    <>
      <PageTitle>Vous êtes connecté·e</PageTitle>
      <p>Nous vous emmenons vers {name}.</p>
      <p>
        <a href={href}>Continuer, si rien ne se passe</a>
      </p>
    </>
  );
}
