import { rejectRequest } from '@guichet/shared/commands/reject-request';
import { reject } from '@guichet/shared/contracts/decisions';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const rejectRoute = route(reject, (deps) => async ({ params, body, staff }) => {
  await rejectRequest(contextOf(deps, staff), { requestId: params.id, ...body }, deps);
  return {};
});
