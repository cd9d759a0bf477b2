import { closeByHand as command } from '@guichet/shared/commands/close-by-hand';
import { closeByHand } from '@guichet/shared/contracts/decisions';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const closeByHandRoute = route(closeByHand, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { requestId: params.id, ...body }, deps);
  return {};
});
