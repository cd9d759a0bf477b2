import type { OwnAccountView, PasskeyView } from '@guichet/shared/contracts/own-account';
import { sayDay } from '@guichet/shared/mail/say-moment';
import { Button, LinkButton } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';

const day = (instant: string) => sayDay(new Date(instant));

/** Passkeys and the app for codes. */
export function FactorSections({ account, token }: { account: OwnAccountView; token: string }) {
  return (
    <>
      <section aria-labelledby="cles">
        <h2 id="cles">Clés d’accès</h2>
        {account.passkeys.length === 0 ? (
          <p>Aucune clé. Avec une clé, l’empreinte ou le code de votre appareil suffit pour entrer.</p>
        ) : (
          <ul className="own-list">
            {account.passkeys.map((passkey) => (
              <PasskeyItem key={passkey.id} passkey={passkey} token={token} />
            ))}
          </ul>
        )}
        <p>
          <LinkButton kind="quiet" href="/compte/cles">
            Ajouter une clé
          </LinkButton>
        </p>
      </section>
      <section aria-labelledby="application">
        <h2 id="application">Application de codes</h2>
        {account.totpSince === null ? (
          <NoApp />
        ) : (
          <LinkedApp account={account} since={account.totpSince} token={token} />
        )}
      </section>
    </>
  );
}

function NoApp() {
  return (
    <>
      <p>Aucune application n’est liée. Avec elle, un code de votre téléphone est demandé après le mot de passe.</p>
      <p>
        <LinkButton kind="quiet" href="/compte/application">
          Lier une application
        </LinkButton>
      </p>
    </>
  );
}

function LinkedApp({ account, since, token }: { account: OwnAccountView; since: string; token: string }) {
  const left = account.recoveryCodesLeft;
  return (
    <>
      <p>
        Liée {day(since)}.{' '}
        {left === 0 ? 'Il ne vous reste aucun code de secours.' : `Codes de secours restants : ${left}.`}
      </p>
      <div className="own-acts">
        <LinkButton kind="quiet" href="/compte/application">
          Remplacer l’application
        </LinkButton>
        <form method="post" action="/compte/application/codes-de-secours">
          <CsrfField token={token} />
          <Button kind="quiet">Créer de nouveaux codes de secours</Button>
        </form>
        <form method="post" action="/compte/application/retirer">
          <CsrfField token={token} />
          <Button kind="quiet">Retirer l’application</Button>
        </form>
      </div>
    </>
  );
}

function PasskeyItem({ passkey, token }: { passkey: PasskeyView; token: string }) {
  const { id, name, createdAt, lastUsedAt, backedUp } = passkey;
  return (
    <li>
      <div>
        <h3>{name}</h3>
        <p className="muted small">
          Ajoutée {day(createdAt)} · {lastUsedAt === null ? 'pas encore utilisée' : `dernier usage ${day(lastUsedAt)}`}{' '}
          · {backedUp ? 'aussi sur vos autres appareils' : 'sur un seul appareil'}
        </p>
      </div>
      <div className="own-acts">
        <LinkButton kind="quiet" small href={`/compte/cles/${id}`}>
          Renommer<span className="visually-hidden"> la clé {name}</span>
        </LinkButton>
        <form method="post" action={`/compte/cles/${id}/retirer`}>
          <CsrfField token={token} />
          <Button kind="quiet" small>
            Retirer<span className="visually-hidden"> la clé {name}</span>
          </Button>
        </form>
      </div>
    </li>
  );
}
