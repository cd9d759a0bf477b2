import { askCorrection as command } from '@guichet/shared/commands/corrections/ask-correction';
import { askCorrection } from '@guichet/shared/contracts/decisions';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const askCorrectionRoute = route(askCorrection, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { requestId: params.id, ...body });
  return {};
});
