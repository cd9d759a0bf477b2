import { askVerification } from '@guichet/shared/commands/verification/launch-verification';
import { askVerification as contract } from '@guichet/shared/contracts/verification';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const askVerificationRoute = route(contract, (deps) => async ({ params, body, staff }) => {
  await askVerification(contextOf(deps, staff), { id: body.id, poId: params.id });
  return {};
});
