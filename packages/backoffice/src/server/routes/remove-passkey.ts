import { removePasskey as command } from '@guichet/shared/commands/own-sign-in/passkeys';
import { removePasskey } from '@guichet/shared/contracts/own-account';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const removePasskeyRoute = route(removePasskey, (deps) => async ({ params, staff }) => {
  await command(contextOf(deps, staff), params, deps);
  return {};
});
