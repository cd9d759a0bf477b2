import { ApiProblem } from '@guichet/shared/contracts/problem';
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { sessionQuery } from './queries.ts';
import { NowherePage } from './shell/page-states.tsx';

type Context = { queryClient: QueryClient };

export const rootRoute = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NowherePage });

/** Everything behind the sign-in. */
export const officeRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'bureau',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      const retour = location.href === '/' ? {} : { retour: location.href };
      throw redirect({ to: '/connexion', search: retour });
    }
  },
  component: lazyRouteComponent(() => import('./shell/office-shell.tsx'), 'OfficeShell'),
});
