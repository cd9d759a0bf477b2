import { listRequests as contract } from '@guichet/shared/contracts/request-list';
import { listRequests } from '@guichet/shared/reads/list-requests';
import { settingsOf } from '../deps.ts';
import { route } from '../serve.ts';

export const listRequestsRoute = route(contract, (deps) => async ({ body, staff }) => {
  const { ageAlerts } = await settingsOf(deps, staff);
  const reader = { staffId: staff.id, regionId: staff.regionId, now: deps.now(), ageAlerts };
  return listRequests(deps.db, reader, body);
});
