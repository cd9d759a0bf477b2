import { beginTotp as command } from '@guichet/shared/commands/own-sign-in/set-up-totp';
import { beginTotp } from '@guichet/shared/contracts/own-account';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const beginTotpRoute = route(
  beginTotp,
  (deps) =>
    ({ staff }) =>
      command(contextOf(deps, staff), deps),
);
