import { useRecoveryCode, wrongRecoveryCode } from '@guichet/shared/commands/own-sign-in/use-recovery-code';
import { proveRecoveryCode } from '@guichet/shared/contracts/session';
import { contextOf } from '../deps.ts';
import { showSecondFactor } from '../second-factor.ts';
import { route } from '../serve.ts';

export const proveRecoveryCodeRoute = route(proveRecoveryCode, (deps) => async ({ body, staff, req, res }) => {
  await showSecondFactor(deps, req, res, () => useRecoveryCode(contextOf(deps, staff), body), wrongRecoveryCode);
  return {};
});
