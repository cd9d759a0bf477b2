import { renamePasskey as command } from '@guichet/shared/commands/own-sign-in/passkeys';
import { renamePasskey } from '@guichet/shared/contracts/own-account';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const renamePasskeyRoute = route(renamePasskey, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { ...params, ...body });
  return {};
});
