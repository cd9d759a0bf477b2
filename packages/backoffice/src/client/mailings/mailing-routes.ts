import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { officeRoute } from '../office-route.ts';
import { readMailingList } from './mailing-lists.ts';
import { readMailingStep } from './mailing-steps.ts';

const mailingsRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/courriers',
  validateSearch: readMailingList,
  component: lazyRouteComponent(() => import('./mailings-page.tsx'), 'MailingsPage'),
});

const mailingTemplatesRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/courriers/modeles',
  component: lazyRouteComponent(() => import('./mailing-templates-page.tsx'), 'MailingTemplatesPage'),
});

const mailingRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/courriers/$mailingId',
  validateSearch: readMailingStep,
  component: lazyRouteComponent(() => import('./mailing-page.tsx'), 'MailingPage'),
});

/** The rooms from which one writes to those who hold roles. */
export const MAILING_ROUTES = [mailingsRoute, mailingTemplatesRoute, mailingRoute] as const;
