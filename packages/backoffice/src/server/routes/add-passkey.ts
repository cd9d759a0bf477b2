import { addPasskey as command } from '@guichet/shared/commands/own-sign-in/passkeys';
import { addPasskey } from '@guichet/shared/contracts/own-account';
import { contextOf } from '../deps.ts';
import { settleAddedFactor } from '../second-factor.ts';
import { route } from '../serve.ts';

export const addPasskeyRoute = route(addPasskey, (deps) => async ({ body, staff, req, res }) => {
  const done = await command(contextOf(deps, staff), body, deps);
  await settleAddedFactor(deps, req, res);
  return done;
});
