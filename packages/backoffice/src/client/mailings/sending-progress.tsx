import type { MailingProgress } from '@guichet/shared/contracts/mailing-sending';
import { UNDER_WAY } from '@guichet/shared/domain/mailings/mailing-transitions';
import { RECIPIENT_FATE_LABELS, RECIPIENT_FATES } from '@guichet/shared/domain/mailings/recipient-fates';
import { Link } from '@tanstack/react-router';
import { sayShare } from '../coverage/say-share.ts';

/** How far a mailing has come, what became of its mails, and how many went past presidents. */
export function SendingProgress({
  progress: { state, people, fates, reasons, relief },
}: {
  progress: MailingProgress;
}) {
  if (state === 'preparing') {
    return (
      <p role="status">
        Les destinataires sont en train d’être calculés. Vous pouvez fermer cette page : l’envoi se poursuit.
      </p>
    );
  }
  const isUnderWay = UNDER_WAY.some((each) => each === state);
  const mails = people - fates.unwritten;
  const ended = mails - fates.waiting - fates.deferred;
  return (
    <div className="run-progress">
      {isUnderWay && (
        <progress max={Math.max(mails, 1)} value={ended} aria-label="Avancement de l’envoi">
          {ended} sur {mails}
        </progress>
      )}
      <p>
        {isUnderWay ? `${ended} sur ${mails}. ` : ''}
        {state === 'sending' && 'Vous pouvez fermer cette page : l’envoi se poursuit.'}
        {state === 'paused' && 'En pause : rien ne part avant que quelqu’un le reprenne.'}
        {state === 'stopped' && 'Arrêté : ce qui attendait ne partira pas.'}
      </p>
      <ul className="mailing-fates">
        {RECIPIENT_FATES.filter((fate) => fates[fate] > 0).map((fate) => (
          <li key={fate}>
            <strong>{fates[fate]}</strong> {RECIPIENT_FATE_LABELS[fate][fates[fate] > 1 ? 1 : 0]}
          </li>
        ))}
      </ul>
      {relief.mails > 0 && (
        <p>
          <strong>{sayShare(relief.others, relief.mails)}</strong>{' '}
          {relief.mails > 1 ? `des ${relief.mails} mails vont` : 'du seul mail va'} à quelqu’un d’autre que la
          présidence du PO. <Link to="/couverture">Tous les courriers</Link>
        </p>
      )}
      {reasons.length > 0 && (
        <details>
          <summary>Pourquoi certains n’ont rien reçu</summary>
          <ul>
            {reasons.map(({ words, count }) => (
              <li key={words}>
                {count} : {words}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
