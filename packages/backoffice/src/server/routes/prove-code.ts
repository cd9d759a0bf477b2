import { proveTotp, wrongCode } from '@guichet/shared/commands/own-sign-in/set-up-totp';
import { proveCode } from '@guichet/shared/contracts/session';
import { contextOf } from '../deps.ts';
import { showSecondFactor } from '../second-factor.ts';
import { route } from '../serve.ts';

export const proveCodeRoute = route(proveCode, (deps) => async ({ body, staff, req, res }) => {
  await showSecondFactor(deps, req, res, () => proveTotp(contextOf(deps, staff), body, deps), wrongCode);
  return {};
});
