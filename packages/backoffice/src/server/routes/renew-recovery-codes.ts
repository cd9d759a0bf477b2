import { renewRecoveryCodes as command } from '@guichet/shared/commands/own-sign-in/use-recovery-code';
import { renewRecoveryCodes } from '@guichet/shared/contracts/own-account';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const renewRecoveryCodesRoute = route(
  renewRecoveryCodes,
  (deps) =>
    ({ staff }) =>
      command(contextOf(deps, staff)),
);
