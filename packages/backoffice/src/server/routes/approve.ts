import { approveRequest } from '@guichet/shared/commands/approve-request';
import { approve } from '@guichet/shared/contracts/decisions';
import { contextOf, settingsOf } from '../deps.ts';
import { route } from '../serve.ts';

export const approveRoute = route(approve, (deps) => async ({ params, body, staff }) => {
  await approveRequest(contextOf(deps, staff), { requestId: params.id, ...body }, await settingsOf(deps, staff));
  return {};
});
