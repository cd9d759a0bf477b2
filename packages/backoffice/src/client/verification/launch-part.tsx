import { launchVerification, previewVerification, type VerificationList } from '@guichet/shared/contracts/verification';
import { Button } from '@guichet/shared/ui/button';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.ts';
import { sessionQuery } from '../queries.ts';
import { Dialog } from '../shell/dialog.tsx';
import { sayMoment } from '../text/moments.ts';
import { useVerificationAct } from './use-verification-act.ts';

/** When everybody was asked last, and for administrators the way to ask now. */
export function LaunchPart({ lastRound }: { lastRound: VerificationList['lastRound'] | undefined }) {
  const { data: session } = useQuery(sessionQuery);
  const [asking, setAsking] = useState(false);
  return (
    <div className="verification-launch">
      <p className="muted">
        {lastRound
          ? `Dernière demande à tous : ${sayMoment(lastRound.at)}, ${lastRound.by ? `par ${lastRound.by}` : 'à la date choisie'}.`
          : 'Tous les PO n’ont encore jamais été interrogés.'}
      </p>
      {session?.staff.role === 'administrator' && (
        <>
          <Button type="button" kind="quiet" small onClick={() => setAsking(true)}>
            Demander à tous les PO
          </Button>{' '}
          <Link to="/administration/delais">Date et rappels</Link>
          {asking && <LaunchDialog onClose={() => setAsking(false)} />}
        </>
      )}
    </div>
  );
}

function LaunchDialog({ onClose }: { onClose: () => void }) {
  const [id] = useState(() => crypto.randomUUID());
  const { data } = useQuery({
    queryKey: ['verification-preview'],
    queryFn: ({ signal }) => call(previewVerification, {}, signal),
    staleTime: 0,
  });
  const launch = useVerificationAct(
    () => call(launchVerification, { body: { id } }),
    'C’est lancé : les mails partent.',
    onClose,
  );
  return (
    <Dialog title="Demander à tous les PO si leur dossier est juste ?" onClose={onClose}>
      {data && (
        <ul>
          <li>
            {data.people} {data.people > 1 ? 'mails' : 'mail'}, à la présidence et au secrétariat de{' '}
            {data.pos - data.nobody} PO
          </li>
          {data.nobody > 0 && <li>{data.nobody} PO sans personne à qui écrire : ils seront dans la liste</li>}
        </ul>
      )}
      {launch.problem && (
        <p className="field-error" role="alert">
          {launch.problem}
        </p>
      )}
      <div className="dialog-acts">
        <Button type="button" disabled={!data || launch.busy} onClick={() => launch.run(undefined)}>
          Envoyer les mails
        </Button>
        <Button type="button" kind="plain" onClick={onClose}>
          Ne rien envoyer
        </Button>
      </div>
    </Dialog>
  );
}
