import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { SessionView } from '@guichet/shared/contracts/session';
import { onSignedOut } from '../api.ts';
import { useLive } from '../live/use-live.ts';
import { useBrowserNotices } from '../notices/use-browser-notices.ts';
import { usePresenceRefresh } from '../presence/use-presence.ts';
import { sessionQuery } from '../queries.ts';
import { QUEUE_TABS } from '../queue/queue-filters.ts';
import { IdentityGate } from '../account/identity-gate.tsx';
import { isSignIn } from '../sign-in/read-return.ts';
import { DecisionFeed } from './decision-feed.tsx';
import { Rail } from './rail.tsx';
import { ActionsProvider, useActions } from './use-actions.tsx';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const HelpDialog = lazy(async () => ({ default: (await import('./help-dialog.tsx')).HelpDialog }));

/** The frame of every page behind the sign-in. */
export function OfficeShell() {
  const { data: session } = useQuery(sessionQuery);
  useReturnToSignIn();
  if (!session) return null;
  return (
    <ActionsProvider>
      <DecisionFeed>
        <OfficeFrame session={session} />
      </DecisionFeed>
    </ActionsProvider>
  );
}

function OfficeFrame({ session }: { session: SessionView }) {
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const close = () => setOpen(null);
  useActions({ palette: () => setOpen('palette'), help: () => setOpen('help') });
  useGoing(session.staff.role);
  useLive();
  usePresenceRefresh();
  useBrowserNotices();
  return (
    <div className="office-frame">
      <a className="skip-link" href="#contenu">
        Aller au contenu
      </a>
      <Rail session={session} onFind={() => setOpen('palette')} onHelp={() => setOpen('help')} />
      <Outlet />
      <IdentityGate />
      <Suspense>
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'help' && <HelpDialog onClose={close} />}
      </Suspense>
    </div>
  );
}

/** The rooms, by `g` and a letter. */
function useGoing(role: SessionView['staff']['role']): void {
  const mayAdminister = role === 'administrator';
  const navigate = useNavigate();
  useActions({
    goQueue: () => void navigate({ to: '/demandes', search: {} }),
    goMine: () => void navigate({ to: '/demandes', search: { etat: QUEUE_TABS.mine.slug } }),
    goFailed: () => void navigate({ to: '/demandes', search: { etat: QUEUE_TABS.failed.slug } }),
    goSearch: () => void navigate({ to: '/recherche', search: {} }),
    goPos: () => void navigate({ to: '/po', search: {} }),
    goPeople: () => void navigate({ to: '/personnes', search: {} }),
    goDashboard: () => void navigate({ to: '/tableau-de-bord', search: {} }),
    goDuplicates: () => void navigate({ to: '/doublons', search: {} }),
    goBulk: () => void navigate({ to: '/lots' }),
    goImports: () => void navigate({ to: '/importations' }),
    goExports: () => void navigate({ to: '/exportations' }),
    goVerification: () => void navigate({ to: '/verification', search: {} }),
    goTasks: () => void navigate({ to: '/taches' }),
    goNotices: () => void navigate({ to: '/avis' }),
    goAccount: () => void navigate({ to: '/compte' }),
    ...(mayAdminister ? { goTeam: () => void navigate({ to: '/administration/equipe' }) } : {}),
    ...(role !== 'reader' ? { goEntry: () => void navigate({ to: '/saisie', search: {} }) } : {}),
    goTemplates: () => void navigate({ to: '/modeles' }),
    ...(mayAdminister ? { goPlatforms: () => void navigate({ to: '/administration/plateformes' }) } : {}),
    ...(mayAdminister ? { goResources: () => void navigate({ to: '/administration/ressources' }) } : {}),
    ...(mayAdminister ? { goTexts: () => void navigate({ to: '/administration/textes' }) } : {}),
    ...(mayAdminister ? { goDelays: () => void navigate({ to: '/administration/delais' }) } : {}),
    ...(mayAdminister ? { goHealth: () => void navigate({ to: '/administration/sante' }) } : {}),
    ...(mayAdminister ? { goJournal: () => void navigate({ to: '/administration/journal', search: {} }) } : {}),
    ...(mayAdminister ? { goRetention: () => void navigate({ to: '/administration/conservation' }) } : {}),
  });
}

/**
 * A session that ended leads to the sign-in and back here; what was typed is kept in this browser meanwhile. Several
 * questions that were under way are each told so: only the first one leads away, for the others nobody is here any more.
 */
function useReturnToSignIn(): void {
  const queryClient = useQueryClient();
  const { history, navigate } = useRouter();
  useEffect(
    () =>
      onSignedOut(() => {
        const { pathname, href } = history.location;
        if (isSignIn(pathname)) return;
        void navigate({ to: '/connexion', search: { retour: href, fin: 'oui' } });
        queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
      }),
    [queryClient, history, navigate],
  );
}
