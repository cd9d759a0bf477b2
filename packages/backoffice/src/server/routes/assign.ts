import { assignRequest } from '@guichet/shared/commands/triage/assign-request';
import { assign } from '@guichet/shared/contracts/triage';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const assignRoute = route(assign, (deps) => async ({ params, body, staff }) => {
  await assignRequest(contextOf(deps, staff), { requestId: params.id, ...body });
  return {};
});
