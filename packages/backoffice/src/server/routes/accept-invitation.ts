import { sendCookies } from '@guichet/shared/auth/auth-realm';
import { networkOf } from '@guichet/shared/auth/network-of';
import { acceptInvitation as command } from '@guichet/shared/commands/staff/accept-invitation';
import { acceptInvitation } from '@guichet/shared/contracts/session';
import { GuichetError } from '@guichet/shared/errors/errors';
import { strangerContextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const acceptInvitationRoute = route(acceptInvitation, (deps) => async ({ body, req, res }) => {
  await deps.staffLimits.strangers.consume(networkOf(req.ip));
  const { staffId } = await command(strangerContextOf(deps), body);
  const entered = await deps.auth.enter(req, staffId, { secondFactor: false });
  if (!entered) throw new GuichetError('unauthenticated', 'the invited person may not sign in from here');
  sendCookies(res, entered.cookies);
  return { stage: entered.stage };
});
