import { signOut } from '@guichet/shared/contracts/session';
import type { SessionView } from '@guichet/shared/contracts/session';
import { BrandMark } from '@guichet/shared/ui/brand-mark';
import { Icon, type IconShape } from '@guichet/shared/ui/icon';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import CircleHelp from 'lucide-react/icons/circle-question-mark';
import Inbox from 'lucide-react/icons/inbox';
import Landmark from 'lucide-react/icons/landmark';
import ListChecks from 'lucide-react/icons/list-checks';
import LogOut from 'lucide-react/icons/log-out';
import Search from 'lucide-react/icons/search';
import { call } from '../api.ts';
import { requestListQuery, tasksQuery } from '../queries.ts';
import { ariaKeys } from './action-catalogue.ts';
import { useAnnounce } from './announcer.tsx';

type Props = { session: SessionView; onFind: () => void; onHelp: () => void };

/** The way between the rooms of the back office. */
export function Rail({ session, onFind, onHelp }: Props) {
  const { data: queue } = useInfiniteQuery(requestListQuery({}));
  const { data: tasks } = useQuery(tasksQuery);
  const leave = useSignOut();
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
      <Link to="/taches" className="rail-link">
        <RailText icon={ListChecks} label="Tâches" count={tasks?.tasks.length} of="ouvertes" />
      </Link>
      <span className="rail-space" />
      <button type="button" className="rail-link" onClick={onFind} aria-keyshortcuts={ariaKeys('palette')}>
        <RailText icon={Search} label="Trouver" />
      </button>
      <button type="button" className="rail-link" onClick={onHelp} aria-keyshortcuts={ariaKeys('help')}>
        <RailText icon={CircleHelp} label="Aide" />
      </button>
      <button type="button" className="rail-link" onClick={() => void leave()}>
        <RailText icon={LogOut} label="Quitter" />
        <span className="visually-hidden">, connecté comme {session.staff.name}</span>
      </button>
    </nav>
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

function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  return async () => {
    await call(signOut, {}).catch(() => {});
    // The next person at this screen finds nothing of the former.
    queryClient.clear();
    announce('Vous êtes déconnecté·e.');
    await navigate({ to: '/connexion' });
  };
}
