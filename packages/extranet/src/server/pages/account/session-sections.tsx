import type { OwnAccountView, StaffSessionView } from '@guichet/shared/contracts/own-account';
import { sayMoment } from '@guichet/shared/mail/say-moment';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { Tag } from '@guichet/shared/ui/tag';
import type { OwnSignIn } from '../../../reads/read-own-sign-in.ts';

const WAYS: Record<OwnSignIn['way'], string> = {
  password: 'par mot de passe',
  link: 'par lien',
  passkey: 'par clé d’accès',
};

type Props = { sessions: OwnAccountView['sessions']; signIns: readonly OwnSignIn[]; token: string };

/** Where one is signed in, and the last times one signed in. */
export function SessionSections({ sessions, signIns, token }: Props) {
  const sorted = [...sessions].sort((a, b) => Number(b.own) - Number(a.own));
  return (
    <>
      <section aria-labelledby="sessions">
        <h2 id="sessions">Connexions ouvertes</h2>
        <p>Vous n’en reconnaissez pas une ? Fermez-la, puis changez de mot de passe.</p>
        <ul className="own-list">
          {sorted.map((session) => (
            <SessionItem key={session.id} session={session} token={token} />
          ))}
        </ul>
        {sessions.length > 1 && (
          <form method="post" action="/compte/sessions/fermer-les-autres">
            <CsrfField token={token} />
            <Button kind="quiet">Fermer toutes les autres</Button>
          </form>
        )}
      </section>
      <section aria-labelledby="dernieres">
        <h2 id="dernieres">Dernières connexions</h2>
        {signIns.length === 0 ? (
          <p className="muted">Aucune n’est encore notée.</p>
        ) : (
          <ul className="own-list">
            {signIns.map(({ id, at, device, way, address }) => (
              <li key={id}>
                <div>
                  <p>
                    {sayMoment(at)}, {WAYS[way]}
                  </p>
                  <p className="muted small">{[device, address && `adresse ${address}`].filter(Boolean).join(' · ')}</p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function SessionItem({ session, token }: { session: StaffSessionView; token: string }) {
  const { id, device, address, createdAt, lastUsedAt, own } = session;
  const facts = [
    ...(address === '' ? [] : [`adresse ${address}`]),
    `ouverte ${sayMoment(new Date(createdAt))}`,
    `vue ${sayMoment(new Date(lastUsedAt))}`,
  ];
  return (
    <li>
      <div>
        <h3>
          {device} {own && <Tag kind="accent">Celle-ci</Tag>}
        </h3>
        <p className="muted small">{facts.join(' · ')}</p>
      </div>
      {!own && (
        <form method="post" action={`/compte/sessions/${id}/fermer`}>
          <CsrfField token={token} />
          <Button kind="quiet" small>
            Fermer<span className="visually-hidden"> la connexion {device}</span>
          </Button>
        </form>
      )}
    </li>
  );
}
