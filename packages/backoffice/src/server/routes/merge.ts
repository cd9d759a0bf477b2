import { mergeRequest } from '@guichet/shared/commands/merge-request';
import { merge } from '@guichet/shared/contracts/decisions';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const mergeRoute = route(merge, (deps) => async ({ params, body, staff }) => {
  await mergeRequest(contextOf(deps, staff), { requestId: params.id, ...body }, deps);
  return {};
});
