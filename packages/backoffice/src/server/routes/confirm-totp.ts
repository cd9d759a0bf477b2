import { confirmTotp as command } from '@guichet/shared/commands/own-sign-in/set-up-totp';
import { confirmTotp } from '@guichet/shared/contracts/own-account';
import { contextOf } from '../deps.ts';
import { settleAddedFactor } from '../second-factor.ts';
import { route } from '../serve.ts';

export const confirmTotpRoute = route(confirmTotp, (deps) => async ({ body, staff, req, res }) => {
  await deps.staffLimits.proofs.consume(staff.id);
  const done = await command(contextOf(deps, staff), body, deps);
  await deps.staffLimits.proofs.forgive(staff.id);
  await settleAddedFactor(deps, req, res);
  return done;
});
