import { retryApplication as command } from '@guichet/shared/commands/retry-application';
import { retryApplication } from '@guichet/shared/contracts/decisions';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const retryApplicationRoute = route(retryApplication, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { requestId: params.id, ...body }, deps);
  return {};
});
