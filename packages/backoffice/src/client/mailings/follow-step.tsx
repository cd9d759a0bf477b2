import {
  type MailingProgress,
  pauseMailing,
  resumeMailing,
  retryMailingMails,
  stopMailing,
} from '@guichet/shared/contracts/mailing-sending';
import { UNDER_WAY } from '@guichet/shared/domain/mailings/mailing-transitions';
import { Button } from '@guichet/shared/ui/button';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../api.ts';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { useAct } from '../shell/use-act.ts';
import { sayMoment } from '../text/moments.ts';
import { MAILING_LISTS_SHOWN } from './mailing-keys.ts';
import { MailingRecipients } from './mailing-recipients.tsx';
import { SendingProgress } from './sending-progress.tsx';
import { progressQuery } from './sending-queries.ts';
import type { MailingDraft } from './use-mailing-draft.ts';

/** What becomes of a mailing: how far it has come, what can be done about it, and what became of each recipient. */
export function FollowStep({ draft }: { draft: MailingDraft }) {
  const { mailing } = draft;
  const { data: progress, error, refetch } = useQuery(progressQuery(mailing.id));
  const queryClient = useQueryClient();
  const isBehind = progress !== undefined && progress.state !== mailing.state;
  useEffect(() => {
    // The progress is asked for often: it may know first that the mailing has moved on.
    if (isBehind) for (const name of ['mailing', 'mailings']) void queryClient.invalidateQueries({ queryKey: [name] });
  }, [isBehind, queryClient]);
  return (
    <section aria-labelledby="suivi-titre">
      <h2 id="suivi-titre">Suivi</h2>
      <p className="muted">{sayCourse(mailing)}</p>
      {progress ? (
        <>
          <SendingProgress progress={progress} />
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

function Acts({ mailingId, progress }: { mailingId: string; progress: MailingProgress }) {
  const { state, retriable } = progress;
  const { act, busy, problem } = useAct(...MAILING_LISTS_SHOWN);
  const [stopping, setStopping] = useState(false);
  const params = { id: mailingId };
  const isUnderWay = UNDER_WAY.some((each) => each === state);
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
            onClick={() => void act('Courrier en pause.', () => call(pauseMailing, { params, body: {} }))}
          >
            Mettre en pause
          </Button>
        )}
        {state === 'paused' && (
          <Button
            type="button"
            disabled={busy}
            onClick={() => void act('L’envoi reprend.', () => call(resumeMailing, { params, body: {} }))}
          >
            Reprendre l’envoi
          </Button>
        )}
        {isUnderWay && (
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
                  () => call(stopMailing, { params, body: {} }),
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
