import { networkOf } from '@guichet/shared/auth/network-of';
import { askForPasskey } from '@guichet/shared/commands/own-sign-in/passkeys';
import { askPasskey } from '@guichet/shared/contracts/session';
import { route } from '../serve.ts';

export const askPasskeyRoute = route(askPasskey, (deps) => async ({ req }) => {
  await deps.staffLimits.strangers.consume(networkOf(req.ip));
  return { options: { ...(await askForPasskey(deps, { ...deps, population: 'staff' })) } };
});
