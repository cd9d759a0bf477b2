import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { onSignedOut } from '../api.ts';
import { sessionQuery } from '../queries.ts';
import { DecisionFeed } from './decision-feed.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { Rail } from './rail.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** The frame of every page behind the sign-in. */
export function OfficeShell() {
  const { data: session } = useQuery(sessionQuery);
  const [helping, setHelping] = useState(false);
  useReturnToSignIn();
  useShortcuts({ '?': () => setHelping(true) });
  if (!session) return null;
  return (
    <DecisionFeed>
      <div className="office-frame">
        <a className="skip-link" href="#contenu">
          Aller au contenu
        </a>
        <Rail session={session} onHelp={() => setHelping(true)} />
        <Outlet />
        {helping && <HelpDialog onClose={() => setHelping(false)} />}
      </div>
    </DecisionFeed>
  );
}

/** A session that ended leads to the sign-in and back here; what was typed is kept in the tab meanwhile. */
function useReturnToSignIn(): void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const href = useRouterState({ select: ({ location }) => location.href });
  useEffect(
    () =>
      onSignedOut(() => {
        queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
        void navigate({ to: '/connexion', search: { retour: href, fin: 'oui' } });
      }),
    [queryClient, navigate, href],
  );
}
