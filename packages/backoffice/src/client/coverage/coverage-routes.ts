import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { officeRoute } from '../office-route.ts';
import { readCoverageSearch } from './coverage-search.ts';

const coverageRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/couverture',
  validateSearch: readCoverageSearch,
  component: lazyRouteComponent(() => import('./coverage-page.tsx'), 'CoveragePage'),
});

const audiencesRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/audiences',
  component: lazyRouteComponent(() => import('../audiences/audiences-page.tsx'), 'AudiencesPage'),
});

/** Where one sees which roles are covered, and keeps to whom one writes often. */
export const COVERAGE_ROUTES = [coverageRoute, audiencesRoute] as const;
