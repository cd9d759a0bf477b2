import { launchVerification } from '@guichet/shared/commands/verification/launch-verification';
import { launchVerification as contract } from '@guichet/shared/contracts/verification';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const launchVerificationRoute = route(contract, (deps) => async ({ body, staff }) => {
  await launchVerification(contextOf(deps, staff), { id: body.id });
  return {};
});
