import type { Secretariat } from '../reads/list-secretariats.ts';
import { Contact } from './contact.tsx';

/** How to follow a request: the link is in the mail, and only there. `dead` when a link no longer works. */
export function TrackingHelpPage({ dead, secretariats }: { dead?: boolean; secretariats: readonly Secretariat[] }) {
  return (
    <>
      <h1>{dead ? 'Ce lien ne fonctionne pas' : 'Suivre une demande'}</h1>
      {dead ? (
        <p>
          Il a peut-être été coupé par votre messagerie, ou il est trop ancien. Copiez-le en entier depuis le mail, ou
          ouvrez le dernier mail reçu.
        </p>
      ) : (
        <p>
          Après chaque envoi, vous recevez un mail avec une référence de huit caractères et un <b>lien de suivi</b>.
          Ouvrez ce lien&nbsp;: il montre où en est votre demande.
        </p>
      )}
      <h2>Pas de mail&nbsp;?</h2>
      <p>Regardez dans les courriers indésirables. Sinon, le secrétariat vous renseigne avec votre référence.</p>
      {secretariats.map((secretariat) => (
        <p key={secretariat.name}>
          <Contact {...secretariat} />
        </p>
      ))}
    </>
  );
}
