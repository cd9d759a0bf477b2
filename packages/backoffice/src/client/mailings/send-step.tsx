import {
  type MailingCheck,
  sendBackMailing,
  sendMailing,
  submitMailing,
  takeBackMailing,
} from '@guichet/shared/contracts/mailing-sending';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { TextArea } from '@guichet/shared/ui/text-area';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { useAct } from '../shell/use-act.ts';
import { sayMoment } from '../text/moments.ts';
import { CheckPart } from './check-part.tsx';
import { FindingList } from './finding-list.tsx';
import { MAILING_LISTS_SHOWN } from './mailing-keys.ts';
import { PeopleNow } from './people-now.tsx';
import { MomentFields, useMoment } from './sending-moment.tsx';
import { checkQuery, messageCheckQuery } from './sending-queries.ts';
import type { MailingDraft } from './use-mailing-draft.ts';

/** The last look before a mailing leaves: how many get it, what is missing, when it leaves, and who lets it. */
export function SendStep({ draft }: { draft: MailingDraft }) {
  const { mailing } = draft;
  const { data: check, error, refetch } = useQuery(checkQuery(mailing.id, mailing.version));
  return (
    <section aria-labelledby="envoi-titre">
      <h2 id="envoi-titre">Vérifier et envoyer</h2>
      {check ? (
        <Checked draft={draft} check={check} />
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingPage />
      )}
    </section>
  );
}

function Checked({ draft, check }: { draft: MailingDraft; check: MailingCheck }) {
  const { mailing } = draft;
  const mayDecide = useMayDecide();
  return (
    <>
      {mailing.state === 'submitted' && (
        <Notice kind="info" title="Ce courrier attend une deuxième paire d’yeux">
          <p>
            Soumis par {mailing.submittedBy ?? '?'}
            {mailing.submittedAt && `, ${sayMoment(mailing.submittedAt)}`}. Relisez les destinataires et le message dans
            les étapes ci-dessus, puis décidez.
          </p>
        </Notice>
      )}
      {mailing.state === 'scheduled' && mailing.scheduledFor && (
        <Notice kind="info" title={`Ce courrier part ${sayMoment(mailing.scheduledFor)}`}>
          <p>Ses destinataires sont calculés à ce moment-là.</p>
        </Notice>
      )}
      {check.people && <PeopleNow mailingId={mailing.id} people={check.people} />}
      {check.missing.length > 0 && (
        <Notice kind="warn" title="Avant d’envoyer">
          <FindingList id={mailing.id} label="Ce qui retient ce courrier" findings={check.missing} />
        </Notice>
      )}
      {mayDecide && <CheckPart draft={draft} told={check.missing} />}
      {mayDecide && (
        // Another state has other acts, and begins with none of what was chosen before.
        <Acts key={`${mailing.state} ${mailing.scheduledFor}`} draft={draft} check={check} />
      )}
      {!mayDecide && <p className="muted">Votre rôle permet de lire les courriers, pas d’en envoyer.</p>}
    </>
  );
}

function Acts({ draft, check }: { draft: MailingDraft; check: MailingCheck }) {
  const { mailing } = draft;
  const { act, busy, errors, problem } = useAct(...MAILING_LISTS_SHOWN);
  const moment = useMoment(mailing.scheduledFor);
  const [asking, setAsking] = useState<'send' | 'send-back' | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const params = { id: mailing.id };
  const isSubmitting = check.needsColleague;
  const written = check.people?.written ?? 0;
  const ready = check.missing.length === 0 && written > 0;
  const { data: message } = useQuery(messageCheckQuery(mailing.id, mailing.version));
  const toMend = (message?.findings ?? []).filter(({ level }) => level === 'blocking');
  const whom = `${written} ${written > 1 ? 'personnes' : 'personne'}`;
  const ask = async () => {
    const chosen = moment.read();
    if (chosen === undefined || !(await draft.flush())) return;
    setAt(chosen);
    setAsking('send');
  };
  const send = () => {
    const contract = isSubmitting ? submitMailing : sendMailing;
    const said = isSubmitting ? 'Courrier soumis.' : at === null ? 'L’envoi commence.' : 'Courrier programmé.';
    void act(
      said,
      () => call(contract, { params, body: { version: mailing.version, at } }),
      () => setAsking(null),
    );
  };
  const takeBack = () =>
    void act('C’est de nouveau un brouillon.', () =>
      call(takeBackMailing, { params, body: { version: mailing.version } }),
    );
  const trouble = problem || Object.values(errors).join(' ');
  return (
    <>
      {(check.maySend || isSubmitting) && <MomentFields moment={moment} />}
      <div className="mailing-acts">
        {(check.maySend || isSubmitting) && (
          <Button type="button" disabled={busy || !ready} onClick={() => void ask()}>
            {isSubmitting
              ? 'Soumettre à un·e collègue'
              : mailing.state === 'submitted'
                ? `Approuver et envoyer à ${whom}`
                : moment.later
                  ? `Programmer pour ${whom}`
                  : `Envoyer à ${whom}`}
          </Button>
        )}
        {mailing.state === 'submitted' && check.maySend && (
          <Button type="button" kind="quiet" disabled={busy} onClick={() => setAsking('send-back')}>
            Rendre avec une remarque
          </Button>
        )}
        {mailing.state !== 'draft' && (
          <Button type="button" kind="quiet" disabled={busy} onClick={takeBack}>
            Remettre en brouillon
          </Button>
        )}
      </div>
      {mailing.state === 'submitted' && !check.maySend && (
        <p className="muted">Vous avez écrit ou soumis ce courrier : c’est à un·e collègue de l’approuver.</p>
      )}
      {!ready && check.people?.written === 0 && (
        <p className="field-error">Personne ne peut recevoir ce courrier : revoyez les destinataires.</p>
      )}
      {asking === null && trouble && (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      )}
      {asking === 'send' && (
        <Confirm
          title={
            isSubmitting ? 'Soumettre ce courrier ?' : at === null ? `Envoyer à ${whom} ?` : 'Programmer ce courrier ?'
          }
          onClose={() => setAsking(null)}
        >
          <p>
            {at === null ? 'Il part tout de suite' : `Il part ${sayMoment(at)}`}
            {isSubmitting ? ' une fois approuvé' : ''} ; les destinataires sont calculés à ce moment-là : {whom} si rien
            ne change d’ici là. Un mail parti ne se reprend pas ; ce qui attend encore peut être arrêté.
          </p>
          {toMend.length > 0 && (
            <Notice kind="warn" title="La vérification a trouvé quelque chose">
              <FindingList id={mailing.id} label="À corriger avant d’envoyer" findings={toMend} />
            </Notice>
          )}
          <Trouble words={trouble} />
          <div className="dialog-acts">
            <Button type="button" disabled={busy} onClick={send}>
              {isSubmitting
                ? 'Soumettre à un·e collègue'
                : at === null
                  ? `Envoyer à ${whom}`
                  : `Programmer pour ${whom}`}
            </Button>
            <Button type="button" kind="plain" onClick={() => setAsking(null)}>
              Pas encore
            </Button>
          </div>
        </Confirm>
      )}
      {asking === 'send-back' && <SendBack draft={draft} onClose={() => setAsking(null)} />}
    </>
  );
}

function Confirm(props: { title: string; onClose: () => void; children: React.ReactNode }) {
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      {props.children}
    </Dialog>
  );
}

function Trouble({ words }: { words: string }) {
  return words ? (
    <p className="field-error" role="alert">
      {words}
    </p>
  ) : null;
}

function SendBack({ draft, onClose }: { draft: MailingDraft; onClose: () => void }) {
  const { mailing } = draft;
  const { act, busy, errors, problem } = useAct(...MAILING_LISTS_SHOWN);
  const [remark, setRemark] = useState('');
  return (
    <Dialog title="Rendre ce courrier" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const body = { version: mailing.version, remark };
          void act('Courrier rendu.', () => call(sendBackMailing, { params: { id: mailing.id }, body }), onClose);
        }}
      >
        <TextArea
          id="remarque"
          name="remarque"
          label="Ce qui est à changer"
          hint="Qui a soumis le courrier le lit dans un mail et au-dessus du brouillon."
          rows={4}
          required
          value={remark}
          error={errors.remark}
          inputProps={{ onChange: (event) => setRemark(event.target.value) }}
        />
        <Trouble words={problem} />
        <div className="dialog-acts">
          <Button disabled={busy}>Rendre</Button>
          <Button type="button" kind="plain" onClick={onClose}>
            Pas encore
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
