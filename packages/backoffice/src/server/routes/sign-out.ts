import { sendCookies } from '@guichet/shared/auth/auth-realm';
import { signOut } from '@guichet/shared/contracts/session';
import { route } from '../serve.ts';

export const signOutRoute = route(signOut, ({ auth }) => async ({ req, res }) => {
  sendCookies(res, await auth.signOut(req));
  return {};
});
