import { setAsideRequest } from '@guichet/shared/commands/triage/set-aside-request';
import { setAside } from '@guichet/shared/contracts/triage';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const setAsideRoute = route(setAside, (deps) => async ({ params, body, staff }) => {
  await setAsideRequest(contextOf(deps, staff), { requestId: params.id, ...body });
  return {};
});
