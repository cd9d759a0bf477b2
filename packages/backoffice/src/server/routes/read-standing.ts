import { readStanding } from '@guichet/shared/contracts/request-view';
import { getRequestStanding } from '@guichet/shared/reads/get-request-view';
import { settingsOf } from '../deps.ts';
import { route } from '../serve.ts';

export const readStandingRoute = route(readStanding, (deps) => async ({ params, staff }) => {
  const { undoDelaySeconds } = await settingsOf(deps, staff);
  return getRequestStanding(deps.db, staff.regionId, params.id, { now: deps.now(), undoDelaySeconds });
});
