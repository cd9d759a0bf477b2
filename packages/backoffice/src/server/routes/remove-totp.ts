import { removeTotp as command } from '@guichet/shared/commands/own-sign-in/set-up-totp';
import { removeTotp } from '@guichet/shared/contracts/own-account';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const removeTotpRoute = route(removeTotp, (deps) => async ({ staff }) => {
  await command(contextOf(deps, staff), deps);
  return {};
});
