import {
  type MailingProgress,
  pauseMailing,
  resumeMailing,
  retryMailingMails,
  stopMailing,
} from '@guichet/shared/contracts/mailing-sending';
import { RECIPIENT_FATE_LABELS, RECIPIENT_FATES } from '@guichet/shared/domain/mailings/recipient-fates';
import { Button } from '@guichet/shared/ui/button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { useAct } from '../shell/use-act.ts';
import { sayMoment } from '../text/moments.ts';
import { MAILING_LISTS_SHOWN } from './mailing-keys.ts';
import { MailingRecipients } from './mailing-recipients.tsx';
import { progressQuery } from './sending-queries.ts';
import type { MailingDraft } from './use-mailing-draft.ts';

/** What becomes of a mailing: how far it has come, what can be done about it, and what became of each recipient. */
export function FollowStep({ draft }: { draft: MailingDraft }) {
  const { mailing } = draft;
  const { data: progress, error, refetch } = useQuery(progressQuery(mailing.id));
  return (
    <section aria-labelledby="suivi-titre">
      <h2 id="suivi-titre">Suivi</h2>
      <p className="muted">{sayCourse(mailing)}</p>
      {progress ? (
        <>
          <Progress progress={progress} />
          <Acts mailingId={mailing.id} progress={progress} />
          <MailingRecipients mailingId={mailing.id} progress={progress} />
        </>
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingPage />
      )}
    </section>
  );
}

/** "Demandé par Delphine, commencé le 3 mars à 10:12, terminé le 3 mars à 10:15." */
function sayCourse({ submittedBy, approvedBy, startedAt, endedAt }: MailingDraft['mailing']): string {
  const said = [
    submittedBy && `demandé par ${submittedBy}`,
    approvedBy && `approuvé par ${approvedBy}`,
    startedAt && `commencé ${sayMoment(startedAt)}`,
    endedAt && `terminé ${sayMoment(endedAt)}`,
  ].filter((part) => part !== null);
  const sentence = said.join(', ');
  return sentence && `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

const UNDER_WAY = new Set(['preparing', 'sending', 'paused']);

function Progress({ progress: { state, people, fates, reasons } }: { progress: MailingProgress }) {
  if (state === 'preparing') {
    return (
      <p role="status">
        Les destinataires sont en train d’être calculés. Vous pouvez fermer cette page : l’envoi se poursuit.
      </p>
    );
  }
  const mails = people - fates.unwritten;
  const ended = mails - fates.waiting - fates.deferred;
  return (
    <div className="run-progress">
      {UNDER_WAY.has(state) && (
        <progress max={Math.max(mails, 1)} value={ended} aria-label="Avancement de l’envoi">
          {ended} sur {mails}
        </progress>
      )}
      <p>
        {UNDER_WAY.has(state) ? `${ended} sur ${mails}. ` : ''}
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

function Acts({ mailingId, progress }: { mailingId: string; progress: MailingProgress }) {
  const { state, version, retriable } = progress;
  const { act, busy, problem } = useAct(...MAILING_LISTS_SHOWN);
  const [stopping, setStopping] = useState(false);
  const params = { id: mailingId };
  const body = { version };
  if (!useMayDecide()) return null;
  const goesOn = state === 'sending' || state === 'sent';
  const mayRetry = retriable > 0 && goesOn;
  const blocked = progress.fates.failed + progress.fates.unknown - retriable;
  return (
    <>
      <div className="mailing-acts">
        {(state === 'preparing' || state === 'sending') && (
          <Button
            type="button"
            kind="quiet"
            disabled={busy}
            onClick={() => void act('Courrier en pause.', () => call(pauseMailing, { params, body }))}
          >
            Mettre en pause
          </Button>
        )}
        {state === 'paused' && (
          <Button
            type="button"
            disabled={busy}
            onClick={() => void act('L’envoi reprend.', () => call(resumeMailing, { params, body }))}
          >
            Reprendre l’envoi
          </Button>
        )}
        {UNDER_WAY.has(state) && (
          <Button type="button" kind="danger" disabled={busy} onClick={() => setStopping(true)}>
            Arrêter
          </Button>
        )}
        {mayRetry && (
          <Button
            type="button"
            kind="quiet"
            disabled={busy}
            onClick={() => void act('Ces mails repartent.', () => call(retryMailingMails, { params, body: {} }))}
          >
            Renvoyer{' '}
            {retriable > 1 ? `les ${retriable} mails refusés ou au sort inconnu` : 'le mail refusé ou au sort inconnu'}
          </Button>
        )}
      </div>
      {goesOn && blocked > 0 && (
        <p className="muted small">
          {blocked > 1 ? `${blocked} mails refusés vont` : 'Un mail refusé va'} vers une adresse bloquée : corrigez
          l’adresse dans le dossier de la personne, puis renvoyez le mail depuis la liste.
        </p>
      )}
      {problem && !stopping && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {stopping && (
        <Dialog title="Arrêter ce courrier ?" onClose={() => setStopping(false)}>
          <p>
            Ce qui est parti reste parti. Ce qui attend ne partira plus jamais : pour une interruption, mettez en pause.
          </p>
          {problem && (
            <p className="field-error" role="alert">
              {problem}
            </p>
          )}
          <div className="dialog-acts">
            <Button
              type="button"
              kind="danger"
              disabled={busy}
              onClick={() =>
                void act(
                  'Courrier arrêté.',
                  () => call(stopMailing, { params, body }),
                  () => setStopping(false),
                )
              }
            >
              Arrêter le courrier
            </Button>
            <Button type="button" kind="plain" onClick={() => setStopping(false)}>
              Laisser partir
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
