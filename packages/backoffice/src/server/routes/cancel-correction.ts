import { cancelCorrection as command } from '@guichet/shared/commands/corrections/cancel-correction';
import { cancelCorrection } from '@guichet/shared/contracts/decisions';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const cancelCorrectionRoute = route(cancelCorrection, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { requestId: params.id, ...body });
  return {};
});
