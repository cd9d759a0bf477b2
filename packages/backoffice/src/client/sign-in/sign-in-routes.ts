import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../office-route.ts';
import { readReturn } from './read-return.ts';

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connexion',
  validateSearch: readReturn,
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
});

const codeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connexion/code',
  validateSearch: readReturn,
  component: lazyRouteComponent(() => import('./code-page.tsx'), 'CodePage'),
});

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connexion/securite',
  validateSearch: readReturn,
  component: lazyRouteComponent(() => import('./set-up-page.tsx'), 'SetUpPage'),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./invitation-page.tsx'), 'InvitationPage'),
});

const forgottenRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mot-de-passe-oublie',
  component: lazyRouteComponent(() => import('./forgotten-page.tsx'), 'ForgottenPage'),
});

const newPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mot-de-passe',
  component: lazyRouteComponent(() => import('./new-password-page.tsx'), 'NewPasswordPage'),
});

/** In front of the sign-in. */
export const SIGN_IN_ROUTES = [
  signInRoute,
  codeRoute,
  setUpRoute,
  invitationRoute,
  forgottenRoute,
  newPasswordRoute,
] as const;
