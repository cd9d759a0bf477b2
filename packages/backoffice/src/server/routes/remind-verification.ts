import { remindVerification } from '@guichet/shared/commands/verification/remind-verification';
import { remindVerification as contract } from '@guichet/shared/contracts/verification';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const remindVerificationRoute = route(contract, (deps) => async ({ params, staff }) => {
  await remindVerification(contextOf(deps, staff), { id: params.id });
  return {};
});
