import { isCivilDate } from '@guichet/shared/domain/dates';
import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readVerificationSearch } from './verification/verification-search.ts';
import { COVERAGE_ROUTES } from './coverage/coverage-routes.ts';
import { MAILING_ROUTES } from './mailings/mailing-routes.ts';
import { officeRoute, rootRoute } from './office-route.ts';
import { readJournalFilters } from './administration/journal/journal-filters.ts';
import { readLabelSearch } from './labels/label-search.ts';
import { readPairSearch } from './duplicates/pair-filters.ts';
import { readPoFilters } from './pos/po-filters.ts';
import { readPeopleFilters } from './people/people-filters.ts';
import { readFilters } from './queue/queue-filters.ts';
import { readUndeliveredFilters } from './undelivered/undelivered-filters.ts';
import { SIGN_IN_ROUTES } from './sign-in/sign-in-routes.ts';
import { FailurePage, LoadingPage } from './shell/page-states.tsx';

/** The words of a search, as the address holds them. */
function readWords({ q }: Record<string, unknown>): { q?: string } {
  return typeof q === 'string' && q !== '' ? { q: q.slice(0, 100) } : {};
}

const homeRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/demandes' });
  },
});

const queueRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/demandes',
  validateSearch: readFilters,
  component: lazyRouteComponent(() => import('./queue/queue-page.tsx'), 'QueuePage'),
});

const noRequestRoute = createRoute({
  getParentRoute: () => queueRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./queue/no-request.tsx'), 'NoRequest'),
});

const requestRoute = createRoute({
  getParentRoute: () => queueRoute,
  path: '$requestId',
  component: lazyRouteComponent(() => import('./request/request-page.tsx'), 'RequestPage'),
});

const posRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/po',
  validateSearch: readPoFilters,
  component: lazyRouteComponent(() => import('./pos/pos-page.tsx'), 'PosPage'),
});

const poFileRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/po/$poId',
  // The day that is looked at; without one, today. Said in so many words: what is left out here would stay as it is typed.
  validateSearch: ({ au }: Record<string, unknown>): { au?: string | undefined } => ({
    au: isCivilDate(au) ? au : undefined,
  }),
  component: lazyRouteComponent(() => import('./pos/po-file-page.tsx'), 'PoFilePage'),
});

const searchRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/recherche',
  validateSearch: readWords,
  component: lazyRouteComponent(() => import('./search/search-page.tsx'), 'SearchPage'),
});

const personRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/personnes/$personId',
  component: lazyRouteComponent(() => import('./persons/person-page.tsx'), 'PersonPage'),
});

const bulkRunsRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/lots',
  component: lazyRouteComponent(() => import('./bulk/runs-page.tsx'), 'RunsPage'),
});

const bulkRunRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/lots/$runId',
  component: lazyRouteComponent(() => import('./bulk/run-page.tsx'), 'RunPage'),
});

const importsRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/importations',
  component: lazyRouteComponent(() => import('./imports/imports-page.tsx'), 'ImportsPage'),
});

const importRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/importations/$importId',
  component: lazyRouteComponent(() => import('./imports/import-page.tsx'), 'ImportPage'),
});

const noticesRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/avis',
  component: lazyRouteComponent(() => import('./notices/notices-page.tsx'), 'NoticesPage'),
});

const tasksRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/taches',
  component: lazyRouteComponent(() => import('./tasks/tasks-page.tsx'), 'TasksPage'),
});

const templatesRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/modeles',
  component: lazyRouteComponent(() => import('./templates/templates-page.tsx'), 'TemplatesPage'),
});

const duplicatesRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/doublons',
  validateSearch: readPairSearch,
  component: lazyRouteComponent(() => import('./duplicates/duplicates-page.tsx'), 'DuplicatesPage'),
});

const duplicateRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/doublons/$one/$other',
  component: lazyRouteComponent(() => import('./duplicates/pair-page.tsx'), 'PairPage'),
});

const entryRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/saisie',
  validateSearch: (search): { changement?: string } =>
    typeof search.changement === 'string' && search.changement !== '' ? { changement: search.changement } : {},
  component: lazyRouteComponent(() => import('./entry/entry-page.tsx'), 'EntryPage'),
});

const accountRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/compte',
  component: lazyRouteComponent(() => import('./account/account-page.tsx'), 'AccountPage'),
});

const teamRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/administration/equipe',
  component: lazyRouteComponent(() => import('./administration/team/team-page.tsx'), 'TeamPage'),
});

const personDataRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/personnes/$personId/donnees',
  component: lazyRouteComponent(() => import('./privacy/person-data-page.tsx'), 'PersonDataPage'),
});

const retentionRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/administration/conservation',
  component: lazyRouteComponent(() => import('./administration/retention/retention-page.tsx'), 'RetentionPage'),
});

const journalRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/administration/journal',
  validateSearch: readJournalFilters,
  component: lazyRouteComponent(() => import('./administration/journal/journal-page.tsx'), 'JournalPage'),
});

const peopleRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/personnes',
  validateSearch: readPeopleFilters,
  component: lazyRouteComponent(() => import('./people/people-page.tsx'), 'PeoplePage'),
});

const dashboardRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/tableau-de-bord',
  validateSearch: (search): { semaines?: string } =>
    typeof search.semaines === 'string' && search.semaines !== '' ? { semaines: search.semaines } : {},
  component: lazyRouteComponent(() => import('./dashboard/dashboard-page.tsx'), 'DashboardPage'),
});

const undeliveredRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/mails-non-remis',
  validateSearch: readUndeliveredFilters,
  component: lazyRouteComponent(() => import('./undelivered/undelivered-page.tsx'), 'UndeliveredPage'),
});

const exportsRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/exportations',
  component: lazyRouteComponent(() => import('./exports/exports-page.tsx'), 'ExportsPage'),
});

const labelsRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/etiquettes',
  validateSearch: readLabelSearch,
  component: lazyRouteComponent(() => import('./labels/labels-page.tsx'), 'LabelsPage'),
});

/** The first room of the administration, for who types the address of all of them. */
const administrationRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/administration',
  beforeLoad: () => {
    throw redirect({ to: '/administration/equipe' });
  },
});

const platformsRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/administration/plateformes',
  component: lazyRouteComponent(() => import('./administration/platforms/platforms-page.tsx'), 'PlatformsPage'),
});

const resourcesRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/administration/ressources',
  component: lazyRouteComponent(() => import('./administration/resources/resources-page.tsx'), 'ResourcesPage'),
});

const healthRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/administration/sante',
  component: lazyRouteComponent(() => import('./administration/health/health-page.tsx'), 'HealthPage'),
});

const verificationRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/verification',
  validateSearch: readVerificationSearch,
  component: lazyRouteComponent(() => import('./verification/verification-page.tsx'), 'VerificationPage'),
});

const textsRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/administration/textes',
  component: lazyRouteComponent(() => import('./administration/settings/texts-page.tsx'), 'TextsPage'),
});

const delaysRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/administration/delais',
  component: lazyRouteComponent(() => import('./administration/settings/delays-page.tsx'), 'DelaysPage'),
});

const mailingSettingsRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/administration/courriers',
  component: lazyRouteComponent(
    () => import('./administration/settings/mailing-settings-page.tsx'),
    'MailingSettingsPage',
  ),
});

const routeTree = rootRoute.addChildren([
  ...SIGN_IN_ROUTES,
  officeRoute.addChildren([
    homeRoute,
    queueRoute.addChildren([noRequestRoute, requestRoute]),
    posRoute,
    poFileRoute,
    searchRoute,
    peopleRoute,
    personRoute,
    dashboardRoute,
    undeliveredRoute,
    bulkRunsRoute,
    bulkRunRoute,
    importsRoute,
    importRoute,
    tasksRoute,
    exportsRoute,
    labelsRoute,
    ...MAILING_ROUTES,
    ...COVERAGE_ROUTES,
    noticesRoute,
    templatesRoute,
    entryRoute,
    accountRoute,
    teamRoute,
    personDataRoute,
    retentionRoute,
    journalRoute,
    healthRoute,
    administrationRoute,
    platformsRoute,
    resourcesRoute,
    textsRoute,
    verificationRoute,
    delaysRoute,
    mailingSettingsRoute,
    duplicatesRoute,
    duplicateRoute,
  ]),
]);

export function createOfficeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingComponent: LoadingPage,
    defaultErrorComponent: FailurePage,
    // Addresses that people can read and share: plain text, no JSON.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
      const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
      return text === '' ? '' : `?${text}`;
    },
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createOfficeRouter>;
  }
}
