import { networkOf } from '@guichet/shared/auth/network-of';
import { provePasskey, refusedPasskey } from '@guichet/shared/commands/own-sign-in/passkeys';
import { signInByPasskey } from '@guichet/shared/contracts/session';
import { openFor } from '../second-factor.ts';
import { route } from '../serve.ts';

export const signInByPasskeyRoute = route(signInByPasskey, (deps) => async ({ body, req, res }) => {
  await deps.staffLimits.strangers.consume(networkOf(req.ip));
  const proved = await provePasskey(deps, body, { ...deps, population: 'staff' });
  if (!proved) throw refusedPasskey();
  await openFor(deps, req, res, proved.ownerId);
  return {};
});
