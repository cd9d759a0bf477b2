import { endOtherSessions, endSession, type StaffSessionView } from '@guichet/shared/contracts/own-account';
import { Button } from '@guichet/shared/ui/button';
import { Tag } from '@guichet/shared/ui/tag';
import { call } from '../api.ts';
import { sayMoment } from '../text/moments.ts';
import { useAccountAct } from './use-account-act.ts';

/** Where one is signed in. What one does not know is ended at once. */
export function SessionPart({ sessions }: { sessions: readonly StaffSessionView[] }) {
  const endAll = useAccountAct(
    () => call(endOtherSessions, {}),
    ({ ended }) => (ended === 1 ? 'Une session a pris fin.' : `${ended} sessions ont pris fin.`),
  );
  const sorted = [...sessions].sort((a, b) => Number(b.own) - Number(a.own));
  return (
    <section className="account-part" aria-labelledby="sessions">
      <h2 id="sessions">Sessions ouvertes</h2>
      <ul className="tasks">
        {sorted.map((session) => (
          <SessionItem key={session.id} session={session} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button type="button" kind="quiet" small disabled={endAll.busy} onClick={() => endAll.run()}>
          Terminer toutes les autres
        </Button>
      )}
      {endAll.problem && (
        <p className="field-error" role="alert">
          {endAll.problem}
        </p>
      )}
    </section>
  );
}

function SessionItem({ session }: { session: StaffSessionView }) {
  const end = useAccountAct(
    () => call(endSession, { params: { id: session.id } }),
    () => 'Session terminée.',
  );
  return (
    <li className="task">
      <div>
        <h3>
          {session.device} {session.own && <Tag kind="accent">Celle-ci</Tag>}
        </h3>
        <p className="task-line muted small">
          {session.address !== '' && <span>Adresse {session.address}</span>}
          <span>Ouverte {sayMoment(session.createdAt)}</span>
          <span>Vue {sayMoment(session.lastUsedAt)}</span>
        </p>
        {end.problem && (
          <p className="field-error" role="alert">
            {end.problem}
          </p>
        )}
      </div>
      {!session.own && (
        <div className="task-acts">
          <Button type="button" kind="quiet" small disabled={end.busy} onClick={() => end.run()}>
            Terminer
            <span className="visually-hidden"> : {session.device}</span>
          </Button>
        </div>
      )}
    </li>
  );
}
