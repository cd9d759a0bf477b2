import { beginPasskey as command } from '@guichet/shared/commands/own-sign-in/passkeys';
import { beginPasskey } from '@guichet/shared/contracts/own-account';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const beginPasskeyRoute = route(beginPasskey, (deps) => async ({ staff }) => ({
  options: { ...(await command(contextOf(deps, staff), deps)) },
}));
