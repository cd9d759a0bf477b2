import { sendCookies } from '@guichet/shared/auth/auth-realm';
import { SIGN_IN_REFUSED } from '@guichet/shared/auth/sign-in';
import { signIn } from '@guichet/shared/contracts/session';
import { InvalidInputError } from '@guichet/shared/errors/errors';
import { route } from '../serve.ts';

export const signInRoute = route(signIn, ({ auth }) => async ({ body, req, res }) => {
  const opened = await auth.signIn(req, body);
  if (!opened.ok) throw new InvalidInputError('sign-in refused', [], { userMessage: SIGN_IN_REFUSED });
  sendCookies(res, opened.cookies);
  return { stage: opened.stage };
});
