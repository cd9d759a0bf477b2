import { signOut } from '@guichet/shared/contracts/session';
import type { SessionView } from '@guichet/shared/contracts/session';
import { BrandMark } from '@guichet/shared/ui/brand-mark';
import { Icon, type IconShape } from '@guichet/shared/ui/icon';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import Bell from 'lucide-react/icons/bell';
import ChartColumn from 'lucide-react/icons/chart-column';
import ChartNoAxesColumn from 'lucide-react/icons/chart-no-axes-column-increasing';
import CircleHelp from 'lucide-react/icons/circle-question-mark';
import Copy from 'lucide-react/icons/copy';
import Ellipsis from 'lucide-react/icons/ellipsis';
import FileDown from 'lucide-react/icons/file-down';
import FileUp from 'lucide-react/icons/file-up';
import Inbox from 'lucide-react/icons/inbox';
import Landmark from 'lucide-react/icons/landmark';
import Layers from 'lucide-react/icons/layers';
import ListChecks from 'lucide-react/icons/list-checks';
import LogOut from 'lucide-react/icons/log-out';
import Mails from 'lucide-react/icons/mails';
import Search from 'lucide-react/icons/search';
import Settings from 'lucide-react/icons/settings';
import UserRound from 'lucide-react/icons/user-round';
import Users from 'lucide-react/icons/users';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { call } from '../api.ts';
import { pairCountQuery } from '../duplicates/duplicate-queries.ts';
import { LiveMark } from '../live/live-mark.tsx';
import { leavePresence } from '../presence/tab-presence.ts';
import { bulkRunsQuery, requestListQuery, tasksQuery } from '../queries.ts';
import { ariaKeys } from './action-catalogue.ts';
import { useAnnounce } from './announcer.tsx';
import { type Draft, forgetDrafts, listDrafts } from './draft-store.ts';

const LeaveDialog = lazy(async () => ({ default: (await import('./leave-dialog.tsx')).LeaveDialog }));

/** Too long for the rail in one line. */
const ADMINISTRATION = 'Adminis\u00adtration';

type Props = { session: SessionView; onFind: () => void; onHelp: () => void };

/** The way between the rooms of the back office. */
export function Rail({ session, onFind, onHelp }: Props) {
  const { data: queue } = useInfiniteQuery(requestListQuery({}));
  const { data: tasks } = useQuery(tasksQuery);
  const { leave, unsent, stay, leaveAnyway } = useSignOut(session.staff.id);
  const { data: bulk } = useQuery(bulkRunsQuery);
  const { data: duplicates } = useQuery(pairCountQuery);
  const underWay = bulk?.runs.filter(({ finishedAt }) => finishedAt === null).length;
  return (
    <nav className="rail" aria-label="Principale">
      <span className="rail-brand">
        <BrandMark />
        <span className="visually-hidden">Guichet PO, {session.region.name}</span>
      </span>
      <Link to="/demandes" className="rail-link" activeOptions={{ includeSearch: false }}>
        <RailText icon={Inbox} label="Demandes" count={queue?.pages[0]?.counts.todo} of="à traiter" />
      </Link>
      <Link to="/po" className="rail-link">
        <RailText icon={Landmark} label="PO" />
      </Link>
      <Link to="/personnes" className="rail-link" activeOptions={{ includeSearch: false }}>
        <RailText icon={Users} label="Personnes" />
      </Link>
      <Link to="/taches" className="rail-link">
        <RailText icon={ListChecks} label="Tâches" count={tasks?.tasks.length} of="ouvertes" />
      </Link>
      <Link to="/courriers" className="rail-link" activeOptions={{ includeSearch: false }}>
        <RailText icon={Mails} label="Courriers" />
      </Link>
      <button type="button" className="rail-link" onClick={onFind} aria-keyshortcuts={ariaKeys('palette')}>
        <RailText icon={Search} label="Trouver" />
      </button>
      <span className="rail-space" />
      <LiveMark />
      <RailMore count={(duplicates?.waiting ?? 0) + (underWay ?? 0)}>
        <Link to="/doublons" className="rail-link" activeOptions={{ includeSearch: false }}>
          <RailText icon={Copy} label="Doublons" count={duplicates?.waiting} of="à regarder" />
        </Link>
        <Link to="/lots" className="rail-link">
          <RailText icon={Layers} label="Lots" count={underWay} of="en cours" />
        </Link>
        <Link to="/importations" className="rail-link">
          <RailText icon={FileUp} label="Importer" />
        </Link>
        <Link to="/exportations" className="rail-link">
          <RailText icon={FileDown} label="Exporter" />
        </Link>
        <Link to="/tableau-de-bord" className="rail-link" activeOptions={{ includeSearch: false }}>
          <RailText icon={ChartColumn} label="Chiffres" />
        </Link>
        <Link to="/couverture" className="rail-link" activeOptions={{ includeSearch: false }}>
          <RailText icon={ChartNoAxesColumn} label="Couverture" />
        </Link>
        {session.staff.role === 'administrator' && (
          <Link to="/administration/equipe" className="rail-link">
            <RailText icon={Settings} label={ADMINISTRATION} />
          </Link>
        )}
        <Link to="/avis" className="rail-link">
          <RailText icon={Bell} label="Avis" />
        </Link>
        <Link to="/compte" className="rail-link">
          <RailText icon={UserRound} label="Compte" />
        </Link>
        <button type="button" className="rail-link" onClick={onHelp} aria-keyshortcuts={ariaKeys('help')}>
          <RailText icon={CircleHelp} label="Aide" />
        </button>
        <button type="button" className="rail-link" onClick={() => void leave()}>
          <RailText icon={LogOut} label="Quitter" />
          <span className="visually-hidden">, connecté comme {session.staff.name}</span>
        </button>
      </RailMore>
      <Suspense>{unsent && <LeaveDialog drafts={unsent} onClose={stay} onLeave={() => void leaveAnyway()} />}</Suspense>
    </nav>
  );
}

/** What is wanted less often: beside the rest where there is room, in a popover behind a button on a telephone. */
function RailMore({ count, children }: { count: number; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  // One has arrived; a window that opens closes it by itself.
  useEffect(() => {
    if (ref.current?.matches(':popover-open')) ref.current.hidePopover();
  }, [path]);
  return (
    <>
      <button type="button" className="rail-link rail-more-button" popoverTarget="rail-more">
        <RailText icon={Ellipsis} label="Plus" count={count} of="à regarder" />
      </button>
      <div ref={ref} id="rail-more" className="rail-more" popover="auto">
        {children}
      </div>
    </>
  );
}

function RailText(props: { icon: IconShape; label: string; count?: number | undefined; of?: string }) {
  return (
    <>
      <span className="rail-icon" aria-hidden="true">
        <Icon of={props.icon} />
        {Boolean(props.count) && <span className="rail-count">{props.count}</span>}
      </span>
      <span>
        {props.label}
        {Boolean(props.count) && (
          <span className="visually-hidden">
            , {props.count} {props.of}
          </span>
        )}
      </span>
    </>
  );
}

/** Signs out; texts that are not sent are shown first, because nothing of this person stays here. */
function useSignOut(staffId: string) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const [unsent, setUnsent] = useState<Draft[] | null>(null);
  const leaveAnyway = async () => {
    await leavePresence();
    await call(signOut, {}).catch(() => {});
    // The next person at this screen finds nothing of the former.
    queryClient.clear();
    forgetDrafts(staffId);
    announce('Vous êtes déconnecté·e.');
    await navigate({ to: '/connexion' });
  };
  const leave = async () => {
    const drafts = listDrafts(staffId);
    if (drafts.length > 0) setUnsent(drafts);
    else await leaveAnyway();
  };
  return { leave, leaveAnyway, unsent, stay: () => setUnsent(null) };
}
