import { assign, setAside } from '@guichet/shared/contracts/triage';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { isOpen } from '@guichet/shared/domain/transitions';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import CalendarClock from 'lucide-react/icons/calendar-clock';
import { useState } from 'react';
import { requestQuery, sessionQuery } from '../queries.ts';
import { useDecide } from '../request/use-decide.ts';
import { useNextRequest } from '../request/use-next-request.ts';
import { ActionButton } from '../shell/action-button.tsx';
import { useAnnounce } from '../shell/announcer.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { sayDay } from '../text/moments.ts';
import { ColleagueDialog } from './colleague-dialog.tsx';
import { Initials } from './initials.tsx';
import { SetAsideDialog } from './set-aside-dialog.tsx';

/** Who deals with the request, and whether it waits until a day: seen by all, changed by those who decide. */
export function TriageBar({ view }: { view: RequestView }) {
  const { data: session } = useQuery(sessionQuery);
  const { triage, standing } = view;
  const { assignee } = triage;
  if (!session || !isOpen(standing.state)) return assignee && <p className="triage">{whoHasIt(assignee, '')}</p>;
  if (session.staff.role === 'reader') {
    return (
      <>
        <AsideNotice view={view} />
        <p className="triage">{whoHasIt(assignee, session.staff.id)}</p>
      </>
    );
  }
  return <TriageActs view={view} me={session.staff.id} />;
}

function TriageActs({ view, me }: { view: RequestView; me: string }) {
  const decide = useDecide(view);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const next = useNextRequest(view);
  const [open, setOpen] = useState<'colleagues' | 'aside' | null>(null);
  const { assignee, isSetAside } = view.triage;
  const isMine = assignee?.id === me;
  const maySetAside = view.standing.state === 'submitted';

  const refresh = async (sentence: string) => {
    await queryClient.invalidateQueries(requestQuery(view.id));
    void queryClient.invalidateQueries({ queryKey: ['requests'] });
    announce(sentence);
  };
  const give = async (to: { id: string; name: string } | null) => {
    const body = { from: assignee?.id ?? null, to: to?.id ?? null };
    if (!(await decide.act(assign, { params: { id: view.id }, body }))) return;
    setOpen(null);
    await refresh(
      to === null
        ? 'Cette demande n’est plus à personne.'
        : to.id === me
          ? 'Cette demande est à vous.'
          : `À ${to.name}.`,
    );
  };
  const take = () => void give({ id: me, name: '' });
  const bringBack = async () => {
    const body = { version: view.standing.version, until: null };
    if (await decide.act(setAside, { params: { id: view.id }, body })) await refresh('Remise dans la liste.');
  };
  useActions(
    {
      ...(isMine ? {} : { assignToMe: take }),
      ...(maySetAside ? { setAside: () => setOpen('aside') } : {}),
    },
    open === null && (!isMine || maySetAside),
  );

  return (
    <>
      <AsideNotice view={view}>
        <Button type="button" kind="quiet" small disabled={decide.busy} onClick={() => void bringBack()}>
          Remettre dans la liste
        </Button>
        <Button type="button" kind="plain" small onClick={() => setOpen('aside')}>
          Changer le jour
        </Button>
      </AsideNotice>
      <div className="triage" role="group" aria-label="Suivi">
        {whoHasIt(assignee, me)}
        {isMine ? (
          <Button type="button" kind="quiet" small disabled={decide.busy} onClick={() => void give(null)}>
            Rendre
          </Button>
        ) : (
          <ActionButton action="assignToMe" kind="quiet" small disabled={decide.busy} onClick={take} />
        )}
        <Button type="button" kind="plain" small onClick={() => setOpen('colleagues')}>
          Confier à…
        </Button>
        {maySetAside && !isSetAside && (
          <ActionButton action="setAside" kind="plain" small onClick={() => setOpen('aside')} />
        )}
      </div>
      {decide.problem && open === null && (
        <p className="field-error" role="alert">
          {decide.problem}
        </p>
      )}
      {open === 'colleagues' && (
        <ColleagueDialog
          title="Confier cette demande"
          current={assignee?.id ?? null}
          busy={decide.busy}
          problem={decide.problem}
          onChoose={(to) => void give(to)}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'aside' && (
        <SetAsideDialog
          view={view}
          decide={decide}
          onClose={() => setOpen(null)}
          onDone={async (until) => {
            setOpen(null);
            // Moved to another day, it stays where it was; out of the list, the next one comes.
            if (isSetAside) await refresh(`Mise de côté jusqu’au ${sayDay(until)}.`);
            else await next('aside');
          }}
        />
      )}
    </>
  );
}

function whoHasIt(assignee: RequestView['triage']['assignee'], me: string) {
  return (
    <span className="triage-who">
      {assignee && <Initials colleague={assignee} />}
      {assignee ? (assignee.id === me ? 'À vous' : `À ${assignee.name}`) : 'À personne'}
    </span>
  );
}

/** Until when, by whom and why; and, on the day it is back, that it is. */
function AsideNotice({ view, children }: { view: RequestView; children?: React.ReactNode }) {
  const { setAsideUntil, isSetAside } = view.triage;
  if (setAsideUntil === null) return null;
  const said = view.history.findLast(({ event }) => event === 'set-aside');
  const who = said ? ` par ${said.actor}` : '';
  return (
    <Notice className="request-notice" icon={CalendarClock}>
      <p>
        {isSetAside
          ? `Mise de côté${who} jusqu’au ${sayDay(setAsideUntil)} : elle reviendra dans la liste ce matin-là.`
          : `De retour : elle avait été mise de côté${who} jusqu’au ${sayDay(setAsideUntil)}.`}
        {said?.reason && <> « {said.reason} »</>}
      </p>
      {isSetAside && <div className="triage-acts">{children}</div>}
    </Notice>
  );
}
