import { readRequest } from '@guichet/shared/contracts/request-view';
import { getRequestView } from '@guichet/shared/reads/get-request-view';
import { settingsOf } from '../deps.ts';
import { route } from '../serve.ts';

export const readRequestRoute = route(readRequest, (deps) => async ({ params, staff }) => {
  const settings = await settingsOf(deps, staff);
  return getRequestView(deps.db, staff, params.id, { ...settings, now: deps.now() });
});
